package org.signet.crypto.lint;

import java.security.interfaces.RSAPublicKey;
import java.time.LocalDate;
import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** A CA's new RSA key has at least 4096 bits. */
final class CaKeySize implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §6.1.5 (1.0.15)";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public LocalDate effective() {
        return LocalDate.of(2026, 9, 15);
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate.publicKey() instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() < 4096
                ? Optional.of("A new CA key should be RSA of 4096 bits or more, or EC.")
                : Optional.empty();
    }
}
