package org.signet.crypto.lint.crl;

import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.x509.CrlContent;

/** No extension of an entry is critical but the one that names another issuer: a client that does not know it must not use the CRL. */
final class CrlEntryCriticality implements CrlEntryRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.3, §5.3.1, §5.3.2, §5.3.3; S/MIME BR §7.2.2";
    }

    @Override
    public Function<CRLEntry, Optional<String>> look(CrlContent crl) {
        return entry -> entry.hasExtensions() ? problem(entry.getExtensions()) : Optional.empty();
    }

    private static Optional<String> problem(Extensions extensions) {
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            boolean must = oid.equals(Extension.certificateIssuer);
            if (extensions.getExtension(oid).isCritical() != must) {
                return Optional.of(
                        "The extension " + oid + " of an entry must " + (must ? "" : "not ") + "be critical.");
            }
        }
        return Optional.empty();
    }
}
