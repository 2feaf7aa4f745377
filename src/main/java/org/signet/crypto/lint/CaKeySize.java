package org.signet.crypto.lint;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** RSA keys of CAs made since 2026-09-15 have 4096 bits. */
final class CaKeySize implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §6.1.5";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate.publicKey() instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() < 4096
                ? Optional.of("A CA's RSA key should have 4096 bits.")
                : Optional.empty();
    }
}
