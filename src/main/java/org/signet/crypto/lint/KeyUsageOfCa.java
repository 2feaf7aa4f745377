package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.signet.crypto.x509.CertificateContent;

/** A CA's key signs certificates and CRLs, at most other data beside (OCSP answers), and enciphers nothing. */
final class KeyUsageOfCa implements LintRule {
    private static final int BOTH = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.1 b, §7.1.2.2 e; RFC 5280 §4.2.1.3";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        int bits = KeyUsageBits.of(certificate);
        if (bits == 0) {
            return Optional.empty();
        }
        if ((bits & BOTH) != BOTH) {
            return Optional.of("A CA's keyUsage lacks keyCertSign or cRLSign.");
        }
        return (bits & ~BOTH & ~KeyUsage.digitalSignature) == 0
                ? Optional.empty()
                : Optional.of("A CA's keyUsage allows more than signing.");
    }
}
