package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.signet.crypto.x509.CertificateContent;

/** subjectAltName holds mailboxes and nothing else, and is critical just where the subject is empty. */
final class MailboxNames implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.6, §4.2.1.6; S/MIME BR §7.1.2.3 h, §7.1.4.2.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<Extension> extension = certificate.extension(Extension.subjectAlternativeName);
        if (extension.isEmpty()) {
            return Optional.of("There is no subjectAltName.");
        }
        boolean unnamed = certificate.asn1().getSubject().size() == 0;
        if (extension.get().isCritical() != unnamed) {
            return Optional.of("subjectAltName must be critical just where the subject is empty.");
        }
        GeneralName[] names = Mailboxes.names(certificate);
        return names.length > 0 && certificate.mailboxes().size() == names.length
                ? Optional.empty()
                : Optional.of("subjectAltName holds something that is no mailbox.");
    }
}
