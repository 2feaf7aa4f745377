package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** An emailAddress in the subject stands in the subjectAltName too, where clients look for it. */
final class EmailInSubject implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2.1; RFC 5280 §4.1.2.6";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            if (attribute.getType().equals(BCStyle.EmailAddress)
                    && !certificate.mailboxes().contains(SubjectAttributes.text(attribute))) {
                return Optional.of("The subject's emailAddress is not in the subjectAltName.");
            }
        }
        return Optional.empty();
    }
}
