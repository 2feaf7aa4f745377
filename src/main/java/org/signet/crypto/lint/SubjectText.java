package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.signet.crypto.x509.CertificateContent;

/** An attribute of the subject says something: it is neither empty nor made of dots, hyphens and spaces alone, and holds no
 * control character. */
final class SubjectText implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            String text = SubjectAttributes.text(attribute);
            if (text.chars().allMatch(c -> c == '.' || c == '-' || c == ' ')) {
                return Optional.of("The subject's attribute " + attribute.getType() + " says nothing.");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                return Optional.of("The subject's attribute " + attribute.getType() + " holds a control character.");
            }
        }
        return Optional.empty();
    }
}
