package org.signet.crypto.lint;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CertificateContent;

/** A root signs itself with the algorithm that belongs to its key: on a curve, the digest of the curve's own size. */
final class SelfSignature implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.3.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.ROOT;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        PublicKey key = certificate.publicKey();
        boolean fits = SignatureScheme.ofOid(
                        certificate.asn1().getSignature().getAlgorithm().getId())
                .map(scheme -> key instanceof RSAPublicKey ? scheme.isRsa() : scheme == SignatureScheme.forRootKey(key))
                .orElse(true);
        return fits ? Optional.empty() : Optional.of("The root's signature algorithm does not belong to its key.");
    }
}
