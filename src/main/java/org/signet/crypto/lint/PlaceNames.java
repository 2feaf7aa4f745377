package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** A town or state stands beside its country, a street or postal code beside its town or state. */
final class PlaceNames implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2.2 j to m";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return !kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        boolean country = false;
        boolean town = false;
        boolean street = false;
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            ASN1ObjectIdentifier type = attribute.getType();
            country |= type.equals(BCStyle.C);
            town |= type.equals(BCStyle.L) || type.equals(BCStyle.ST);
            street |= type.equals(BCStyle.STREET) || type.equals(BCStyle.POSTAL_CODE);
        }
        if (street && !town) {
            return Optional.of("The subject has a street or postal code, but no locality, state or province.");
        }
        return town && !country
                ? Optional.of("The subject has a locality, state or province, but no country.")
                : Optional.empty();
    }
}
