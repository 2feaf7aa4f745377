package org.signet.crypto.lint;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** A CA says its own name and its company's. */
final class CaNames implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.3.1 a, b";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Set<ASN1ObjectIdentifier> types = new HashSet<>();
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            types.add(attribute.getType());
        }
        if (types.isEmpty()) {
            // The rule on issuers' names says so.
            return Optional.empty();
        }
        return types.contains(BCStyle.CN) && types.contains(BCStyle.O)
                ? Optional.empty()
                : Optional.of("A CA's subject lacks the common name or the organisation.");
    }
}
