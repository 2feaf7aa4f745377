package org.signet.crypto.lint.crl;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CrlContent;

/** The key that signs the CRL is named by its identifier alone. */
final class CrlAuthorityKey implements CrlRule {
    @Override
    public String citation() {
        return "RFC 5280 §5.2.1";
    }

    @Override
    public Optional<String> problem(CrlContent crl) {
        Optional<AuthorityKeyIdentifier> named = crl.extension(Extension.authorityKeyIdentifier)
                .map(extension -> AuthorityKeyIdentifier.getInstance(extension.getParsedValue()));
        if (named.isEmpty()) {
            return Optional.of("authorityKeyIdentifier must be there.");
        }
        return named.filter(key -> key.getKeyIdentifierOctets() != null
                                && key.getAuthorityCertIssuer() == null
                                && key.getAuthorityCertSerialNumber() == null)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("authorityKeyIdentifier must hold the key identifier alone.");
    }
}
