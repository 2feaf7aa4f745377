package org.signet.crypto.lint;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** An organizationIdentifier names its register, country and number: {@code NTRDE-HRB12345}. */
final class OrganizationIdentifierForm implements LintRule {
    private static final Pattern FORM =
            Pattern.compile("INTXG|GOV[A-Z]{2}(\\+[A-Z0-9]{1,3})?|[A-Z]{3}[A-Z]{2}(\\+[A-Z0-9]{1,3})?-[ -~]{1,64}");

    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2.2 d; ETSI EN 319 412-1 §5.1.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            if (attribute.getType().equals(BCStyle.ORGANIZATION_IDENTIFIER)
                    && !FORM.matcher(SubjectAttributes.text(attribute)).matches()) {
                return Optional.of("The organizationIdentifier is not of the form NTRDE-HRB12345.");
            }
        }
        return Optional.empty();
    }
}
