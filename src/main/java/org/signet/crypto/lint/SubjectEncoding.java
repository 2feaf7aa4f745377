package org.signet.crypto.lint;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** Attributes of the subject are UTF8String or PrintableString; emailAddress and domainComponent are IA5String. */
final class SubjectEncoding implements LintRule {
    private static final Set<ASN1ObjectIdentifier> IA5 = Set.of(BCStyle.EmailAddress, BCStyle.DC);

    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.4, §4.1.2.6, Appendix A.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            ASN1Encodable value = attribute.getValue();
            boolean good = IA5.contains(attribute.getType())
                    ? value instanceof ASN1IA5String
                    : value instanceof ASN1UTF8String
                            || value instanceof ASN1PrintableString printable
                                    && ASN1PrintableString.isPrintableString(printable.getString());
            if (!good) {
                return Optional.of("The subject's attribute " + attribute.getType()
                        + " is encoded in a kind of string it may not" + " have.");
            }
        }
        return Optional.empty();
    }
}
