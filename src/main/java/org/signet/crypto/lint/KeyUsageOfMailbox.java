package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.x509.CertificateContent;

/** A person's key signs, or enciphers as its algorithm does it, or both: RSA enciphers keys, EC agrees on them, Ed25519 signs alone. */
final class KeyUsageOfMailbox implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.3 e; RFC 3279 §2.3; RFC 5480 §3; RFC 8410 §5";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        int bits = KeyUsageBits.of(certificate);
        if (bits == 0) {
            return Optional.empty();
        }
        boolean rsa = KeyPolicy.isRsa(certificate.publicKey());
        int encipher = encipher(certificate, rsa);
        if ((bits & (KeyUsage.digitalSignature | encipher)) == 0) {
            return Optional.of("keyUsage lets the key neither sign nor, in its algorithm's way, encrypt.");
        }
        int allowed = KeyUsage.digitalSignature | KeyUsage.nonRepudiation | encipher;
        if ((bits & encipher) != 0) {
            allowed |= rsa ? KeyUsage.dataEncipherment : KeyUsage.encipherOnly | KeyUsage.decipherOnly;
        }
        return (bits & ~allowed) == 0
                ? Optional.empty()
                : Optional.of("keyUsage has a bit that such a key may not have.");
    }

    private static int encipher(CertificateContent certificate, boolean rsa) {
        if (!KeyPolicy.encrypts(certificate.publicKey())) {
            return 0;
        }
        return rsa ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
    }
}
