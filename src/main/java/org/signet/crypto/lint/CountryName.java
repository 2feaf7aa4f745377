package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** A country is two capital letters of ISO 3166-1 in a PrintableString. */
final class CountryName implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 Appendix A.1; S/MIME BR §7.1.4.2.2 n";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            if (attribute.getType().equals(BCStyle.C) && !wellFormed(attribute.getValue())) {
                return Optional.of("The subject's country is not two capital letters in a PrintableString.");
            }
        }
        return Optional.empty();
    }

    private static boolean wellFormed(ASN1Encodable value) {
        return value instanceof ASN1PrintableString country
                && country.getString().length() == 2
                && country.getString().chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
