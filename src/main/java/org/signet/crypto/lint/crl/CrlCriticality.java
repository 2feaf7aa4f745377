package org.signet.crypto.lint.crl;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.signet.crypto.x509.CrlContent;

/** Extensions are critical where the standard has them so and nowhere else: a client that does not know a critical one must not use
 * the CRL. */
final class CrlCriticality implements CrlRule {
    private static final Set<ASN1ObjectIdentifier> CRITICAL =
            Set.of(Extension.issuingDistributionPoint, Extension.deltaCRLIndicator);

    @Override
    public String citation() {
        return "RFC 5280 §5.2, §5.2.4, §5.2.5, §5.2.6, §5.2.7";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        Extensions extensions = crl.asn1().getExtensions();
        if (extensions == null) {
            return Optional.empty();
        }
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            if (extensions.getExtension(oid).isCritical() != CRITICAL.contains(oid)) {
                return Optional.of(
                        "The extension " + oid + " must " + (CRITICAL.contains(oid) ? "" : "not ") + "be critical.");
            }
        }
        return Optional.empty();
    }
}
