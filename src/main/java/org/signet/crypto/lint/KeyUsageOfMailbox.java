package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.signet.crypto.x509.CertificateContent;

/** A mailbox key signs or receives keys, as its algorithm can: RSA enciphers, EC agrees. */
final class KeyUsageOfMailbox implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.3 e; RFC 8550 §4.4.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        KeyUsage usage = certificate
                .extension(Extension.keyUsage)
                .map(e -> KeyUsage.getInstance(e.getParsedValue()))
                .orElse(new KeyUsage(0));
        boolean rsa = certificate.publicKey().getAlgorithm().equals("RSA");
        int receives = rsa ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        if (usage.hasUsages(KeyUsage.keyCertSign) || usage.hasUsages(KeyUsage.cRLSign)) {
            return Optional.of("A mailbox certificate must not sign certificates or CRLs.");
        }
        if (usage.hasUsages(rsa ? KeyUsage.keyAgreement : KeyUsage.keyEncipherment)) {
            return Optional.of("keyUsage does not fit the key: RSA enciphers keys, EC agrees on them.");
        }
        return usage.hasUsages(KeyUsage.digitalSignature) || usage.hasUsages(receives)
                ? Optional.empty()
                : Optional.of("keyUsage allows neither signing nor receiving.");
    }
}
