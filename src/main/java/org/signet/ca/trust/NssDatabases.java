package org.signet.ca.trust;

import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * Databases of NSS: of Thunderbird's profiles, and the one that Evolution and Chromium share. The second of the three trust fields is
 * that of mail; what stands below a root has none, so that it counts only by the root's word.
 */
final class NssDatabases {
    static final TrustKit KIT = new TrustKit(
            "nss",
            TrustKit.Platform.PROGRAMS,
            "nss.sh",
            "application/x-sh",
            "NSS: a script for Thunderbird's profiles and Evolution, on Linux",
            NssDatabases::write);

    private static final String STEPS = """
            if [ $# -eq 0 ]; then
              set -- "$HOME/.pki/nssdb"
              for found in "$HOME"/.thunderbird/*/cert9.db "$HOME"/snap/thunderbird/common/.thunderbird/*/cert9.db; do
                if [ -f "$found" ]; then
                  set -- "$@" "${found%/cert9.db}"
                fi
              done
            fi
            for folder in "$@"; do
              if [ ! -f "$folder/cert9.db" ]; then
                mkdir -p "$folder"
                certutil -N -d "sql:$folder" --empty-password
              fi
            """;

    private NssDatabases() {}

    private static Bytes write(TrustSite site) {
        StringBuilder steps = new StringBuilder(STEPS);
        site.anchors().roots().forEach(root -> steps.append(line(site, root, ",C,")));
        site.intermediates().forEach(below -> steps.append(line(site, below, ",,")));
        steps.append("""
                  echo "Trusted for e-mail in $folder"
                done
                """);
        return new ShellScript(
                        site,
                        "Makes programs that use NSS trust the company's e-mail certificates.",
                        "sh nss.sh [--yes] [FOLDER...]; close Thunderbird first")
                .needing("certutil", "libnss3-tools or nss-tools")
                .carry(site.anchors().chain().certificates())
                .then(steps.toString());
    }

    private static String line(TrustSite site, Certificate certificate, String trust) {
        String name = site.name(certificate);
        return "  certutil -A -d \"sql:$folder\" -n %s -t %s -a -i \"$work/%s.pem\"\n".formatted(name, trust, name);
    }
}
