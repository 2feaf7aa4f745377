package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** A person stands there by name or by pseudonym, not by both. */
final class PersonalNameOrPseudonym implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2.2 e, f";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        boolean name = false;
        boolean pseudonym = false;
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            name |= attribute.getType().equals(BCStyle.GIVENNAME)
                    || attribute.getType().equals(BCStyle.SURNAME);
            pseudonym |= attribute.getType().equals(BCStyle.PSEUDONYM);
        }
        return name && pseudonym
                ? Optional.of("The subject has a pseudonym beside a personal name.")
                : Optional.empty();
    }
}
