package org.signet.ca.trust;

import java.util.stream.Collectors;
import org.signet.model.Bytes;

/**
 * Debian and Ubuntu. What {@code update-ca-certificates} installs is trusted for web servers too, by every program of the machine;
 * so that is done only when asked for, and else a file is left for the programs that read mail.
 */
final class Debian {
    static final TrustKit KIT = new TrustKit(
            "debian",
            TrustKit.Platform.LINUX,
            "debian.sh",
            "application/x-sh",
            "Debian and Ubuntu: a script, for e-mail alone or for the whole system",
            Debian::write);

    private static final String STEPS = """
            # An image that is being built is named by DESTDIR.
            root=${DESTDIR-}
            if [ "${1-}" = --system ]; then
              # Every program of this machine trusts it then, for web servers too.
              mkdir -p "$root/usr/local/share/ca-certificates" "$root/etc/ssl/certs"
            %s
              if [ -z "$root" ]; then
                update-ca-certificates
              else
                update-ca-certificates --localcertsdir "$root/usr/local/share/ca-certificates" \\
                  --certsdir "$root/usr/share/ca-certificates" --certsconf "$root/etc/ca-certificates.conf" \\
                  --etccertsdir "$root/etc/ssl/certs" --hooksdir "$root/etc/ca-certificates/update.d"
              fi
            else
              mkdir -p "$root/etc/ssl/mail"
              cat "$work"/*.mail.pem > "$root/etc/ssl/mail/%s.pem"
              chmod 644 "$root/etc/ssl/mail/%s.pem"
              echo "Trusted for e-mail: openssl cms -verify -CAfile $root/etc/ssl/mail/%s.pem"
              echo 'Thunderbird, Evolution and gpgsm have stores of their own: see the scripts for NSS and gpgsm.'
            fi
            """;

    private Debian() {}

    private static Bytes write(TrustSite site) {
        String copies = site.anchors().roots().stream()
                .map(site::name)
                .map(name -> "  install -m 644 \"$work/%s.pem\" \"$root/usr/local/share/ca-certificates/%s.crt\""
                        .formatted(name, name))
                .collect(Collectors.joining("\n"));
        return new ShellScript(
                        site,
                        "Makes Debian or Ubuntu trust the company's e-mail certificates.",
                        "sudo sh debian.sh [--yes] [--system]")
                .carry(site.anchors().roots())
                .carryMailOnly(site.anchors().roots())
                .then(STEPS.formatted(copies, site.slug(), site.slug(), site.slug()));
    }
}
