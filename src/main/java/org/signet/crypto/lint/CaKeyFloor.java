package org.signet.crypto.lint;

import java.security.interfaces.RSAPublicKey;
import java.time.LocalDate;
import java.util.Optional;
import org.signet.crypto.x509.CertificateContent;

/** A CA's RSA key has at least 3072 bits: its signatures outlive a person's key. */
final class CaKeyFloor implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §6.1.5 (1.0.15); NIST SP 800-57 part 1 r5 §5.6";
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
                        && rsa.getModulus().bitLength() < 3072
                ? Optional.of("The CA's RSA key has fewer than 3072 bits.")
                : Optional.empty();
    }
}
