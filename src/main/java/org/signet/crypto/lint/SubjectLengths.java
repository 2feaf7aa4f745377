package org.signet.crypto.lint;

import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** No attribute of the subject is longer than its upper bound. */
final class SubjectLengths implements LintRule {
    private static final Map<ASN1ObjectIdentifier, Integer> BOUNDS = Map.of(
            BCStyle.CN, 64,
            BCStyle.O, 64,
            BCStyle.OU, 64,
            BCStyle.T, 64,
            BCStyle.SERIALNUMBER, 64,
            BCStyle.L, 128,
            BCStyle.ST, 128,
            BCStyle.PSEUDONYM, 128,
            BCStyle.EmailAddress, 255);

    @Override
    public String citation() {
        return "RFC 5280 Appendix A.1; S/MIME BR §7.1.4.2.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            Integer bound = BOUNDS.get(attribute.getType());
            String text = SubjectAttributes.text(attribute);
            if (bound != null && text.codePointCount(0, text.length()) > bound) {
                return Optional.of(
                        "The subject's attribute " + attribute.getType() + " has more than " + bound + " characters.");
            }
        }
        return Optional.empty();
    }
}
