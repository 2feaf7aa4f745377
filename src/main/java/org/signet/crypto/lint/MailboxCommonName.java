package org.signet.crypto.lint;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** Without a person's or an organisation's name in the subject, the common name is one of the certificate's addresses. */
final class MailboxCommonName implements LintRule {
    private static final Set<ASN1ObjectIdentifier> NAMES =
            Set.of(BCStyle.GIVENNAME, BCStyle.SURNAME, BCStyle.PSEUDONYM, BCStyle.O);

    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2.2 a";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        String common = null;
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            if (NAMES.contains(attribute.getType())) {
                return Optional.empty();
            }
            common = attribute.getType().equals(BCStyle.CN) ? SubjectAttributes.text(attribute) : common;
        }
        return common == null || certificate.mailboxes().contains(common)
                ? Optional.empty()
                : Optional.of("The common name is none of the addresses in the subjectAltName.");
    }
}
