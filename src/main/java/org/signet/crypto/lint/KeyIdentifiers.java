package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Bytes;

/**
 * Subject and authority key identifiers are there, the latter by the key alone, neither critical. A root may leave the
 * latter out.
 */
final class KeyIdentifiers implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.1, §4.2.1.2; S/MIME BR §7.1.2.3 g";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<Extension> own = certificate.extension(Extension.subjectKeyIdentifier);
        Optional<Extension> above = certificate.extension(Extension.authorityKeyIdentifier);
        if (own.isEmpty() || own.get().isCritical()) {
            return Optional.of("subjectKeyIdentifier must be there and not critical.");
        }
        boolean root = CertificateKind.of(certificate) == CertificateKind.ROOT;
        if (above.isEmpty()) {
            return root ? Optional.empty() : Optional.of("authorityKeyIdentifier must be there.");
        }
        AuthorityKeyIdentifier key = AuthorityKeyIdentifier.getInstance(
                certificate.extensionValue(Extension.authorityKeyIdentifier).orElseThrow());
        if (root && !certificate.subjectKeyIdentifier().equals(Optional.of(Bytes.of(key.getKeyIdentifierOctets())))) {
            return Optional.of("A root's two key identifiers must be the same.");
        }
        return !above.get().isCritical()
                        && key.getKeyIdentifierOctets() != null
                        && key.getAuthorityCertIssuer() == null
                        && key.getAuthorityCertSerialNumber() == null
                ? Optional.empty()
                : Optional.of("authorityKeyIdentifier must hold the key identifier alone, and not be critical.");
    }
}
