package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** The register that knows an organisation is one of the country in the subject. A branch abroad may have its reasons, so
 * this warns. */
final class RegisterCountry implements LintRule {
    /** ISO 3166's user-assigned code for registers of the whole world. */
    private static final String WORLD = "XG";

    @Override
    public String citation() {
        return "S/MIME BR Appendix A.1, §7.1.4.2.2 d";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        String country = null;
        String register = null;
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            if (attribute.getType().equals(BCStyle.C)) {
                country = SubjectAttributes.text(attribute);
            } else if (attribute.getType().equals(BCStyle.ORGANIZATION_IDENTIFIER)) {
                register = SubjectAttributes.text(attribute);
            }
        }
        return country == null || register == null || fits(register, country)
                ? Optional.empty()
                : Optional.of("The organizationIdentifier is of another country than the subject.");
    }

    private static boolean fits(String register, String country) {
        return register.length() < 5 || register.startsWith(WORLD, 3) || register.startsWith(country, 3);
    }
}
