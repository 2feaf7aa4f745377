package org.signet.crypto.lint;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.signet.crypto.x509.CertificateContent;

/** A person's key signs, or enciphers as its algorithm does it, or both: RSA enciphers keys, EC agrees on them. */
final class KeyUsageOfMailbox implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.3 e; RFC 3279 §2.3; RFC 5480 §3";
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
        boolean rsa = certificate.publicKey() instanceof RSAPublicKey;
        int encipher = rsa ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        if ((bits & (KeyUsage.digitalSignature | encipher)) == 0) {
            return Optional.of(
                    "keyUsage has neither digitalSignature nor " + (rsa ? "keyEncipherment." : "keyAgreement."));
        }
        int allowed = KeyUsage.digitalSignature | KeyUsage.nonRepudiation | encipher;
        if ((bits & encipher) != 0) {
            allowed |= rsa ? KeyUsage.dataEncipherment : KeyUsage.encipherOnly | KeyUsage.decipherOnly;
        }
        return (bits & ~allowed) == 0
                ? Optional.empty()
                : Optional.of("keyUsage has a bit that such a key may not have.");
    }
}
