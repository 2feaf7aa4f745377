package org.signet.ca.trust;

import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * gpgsm: imports the CAs, marks the roots as trusted, and lets gpgsm and dirmngr pass over a critical name constraint, which version
 * 2.2 does not understand and therefore refuses. It knows both roots during a change, and needs no cross certificates: it would follow
 * them round in a circle.
 */
final class Gpgsm {
    static final TrustKit KIT = new TrustKit(
            "gpgsm",
            TrustKit.Platform.PROGRAMS,
            "gpgsm.sh",
            "application/x-sh",
            "gpgsm (GnuPG, KMail, Claws Mail): a script",
            Gpgsm::write);

    private static final String FUNCTIONS = """
            home=${GNUPGHOME:-$HOME/.gnupg}
            mkdir -p "$home"
            chmod 700 "$home"

            # line FILE TEXT: adds the line unless it is there.
            line() {
              if ! grep -qxF -- "$2" "$home/$1" 2>/dev/null; then
                if [ -s "$home/$1" ] && [ -n "$(tail -c 1 "$home/$1")" ]; then
                  echo >> "$home/$1"
                fi
                printf '%s\\n' "$2" >> "$home/$1"
              fi
            }

            """;

    private static final String END = """
            gpgsm --batch --import "$work"/*-root-*.pem "$work"/*-ca-*.pem
            gpgconf --reload gpg-agent
            gpgconf --reload dirmngr
            """;

    private Gpgsm() {}

    private static Bytes write(TrustSite site) {
        StringBuilder steps = new StringBuilder(FUNCTIONS);
        for (Certificate root : site.anchors().roots()) {
            // The file names a root by SHA-1 and by nothing else.
            steps.append("line trustlist.txt '")
                    .append(root.sha1().groups().replace(" ", ""))
                    .append(" S relax'\n");
        }
        if (site.anchors().issuing().stream().anyMatch(Gpgsm::hinders)) {
            steps.append("line gpgsm.conf 'ignore-cert-extension 2.5.29.30'\n");
            steps.append("line dirmngr.conf 'ignore-cert-extension 2.5.29.30'\n");
        }
        return new ShellScript(site, "Makes gpgsm trust the company's e-mail certificates.", "sh gpgsm.sh [--yes]")
                .needing("gpgsm", "gpgsm or gnupg2-smime")
                .carry(site.anchors().roots())
                .carry(site.anchors().issuing())
                .then(steps.append(END).toString());
    }

    private static boolean hinders(Certificate ca) {
        return !ca.mailDomains().isEmpty() && ca.constraintsCritical();
    }
}
