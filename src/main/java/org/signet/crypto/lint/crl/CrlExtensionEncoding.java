package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.signet.crypto.lint.Octets;
import org.signet.crypto.x509.CrlContent;

/** Every extension of the list is DER inside: its value encoded again gives the same octets. Around it, {@link CrlEncoding} sees. */
final class CrlExtensionEncoding implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.2; X.690 §11.1, §11.5";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        Extensions extensions = crl.asn1().getExtensions();
        if (extensions == null) {
            return Optional.empty();
        }
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            Extension extension = extensions.getExtension(oid);
            if (!Octets.areDer(extension.getExtnValue().getOctets(), extension.getParsedValue())) {
                return Optional.of("The extension " + oid + " is not in DER.");
            }
        }
        return Optional.empty();
    }
}
