package org.signet.ca.trust;

import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * A script for {@code sh} (POSIX) that carries certificates. Before it changes anything it checks each against its fingerprint, which
 * tells of damage, and asks whether the root's is the one that the company gave another way, which tells of fraud.
 */
final class ShellScript {
    private static final String HEAD = """
            #!/bin/sh
            # %s
            # For the e-mail CA of %s; from %s
            # Usage: %s
            # Without --yes it shows the root's fingerprint, and asks before it changes anything.
            set -eu

            yes=
            if [ "${1-}" = --yes ]; then
              yes=1
              shift
            fi
            work=$(mktemp -d)
            trap 'rm -rf "$work"' EXIT

            # carried FILE LENGTH SHA256: writes the PEM on standard input to a file, if its certificate has that fingerprint.
            carried() {
              cat > "$work/$1"
              found=$(sed '/^-----/d' "$work/$1" | base64 -d | head -c "$2" | sha256sum | cut -c 1-64)
              if [ "$found" != "$3" ]; then
                echo "This script was damaged on its way; fetch it again. Nothing was changed." >&2
                exit 1
              fi
            }

            """;

    private static final String QUESTION = """
            if [ -z "$yes" ]; then
              cat <<'END'
            %sEND
              printf 'Is that what your company gave you another way? Type yes: '
              read -r answer || answer=
              if [ "$answer" != yes ]; then
                echo 'Nothing was changed. Ask those who run the CA for the right fingerprint.' >&2
                exit 1
              fi
            fi

            """;

    private final StringBuilder text = new StringBuilder();
    private final TrustSite site;

    /**
     * @param title what it does, in one line of ASCII
     * @param usage how it is called
     */
    ShellScript(TrustSite site, String title, String usage) {
        this.site = site;
        text.append(HEAD.formatted(title, site.plainCompany(), site.page(), usage));
    }

    /** Stops at once where that program is not there, which comes with those Debian packages or others. */
    ShellScript needing(String program, String packages) {
        text.append("""
                if ! command -v %s >/dev/null; then
                  echo 'This needs %s (%s); install it first. Nothing was changed.' >&2
                  exit 3
                fi
                """.formatted(program, program, packages));
        return this;
    }

    /** Carries them; the script finds each as {@code $work/NAME.pem}. */
    ShellScript carry(List<Certificate> certificates) {
        certificates.forEach(each -> carry(each, site.name(each) + ".pem", each.pem()));
        return this;
    }

    /** Carries roots that are trusted for mail alone, {@code $work/NAME.mail.pem}. */
    ShellScript carryMailOnly(List<Certificate> roots) {
        roots.forEach(each -> carry(each, site.name(each) + ".mail.pem", MailOnlyPem.of(each)));
        return this;
    }

    private void carry(Certificate certificate, String file, String pem) {
        text.append("carried ")
                .append(file)
                .append(' ')
                .append(certificate.der().length())
                .append(' ')
                .append(certificate.sha256().hex())
                .append(" <<'END'\n")
                .append(pem)
                .append("END\n");
    }

    /** @param steps what it does when all is well */
    Bytes then(String steps) {
        text.append('\n').append(QUESTION.formatted(site.rootLines())).append(steps);
        return TrustKit.ascii(text.toString());
    }
}
