package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.signet.crypto.x509.CertificateContent;

/** A CA signs certificates and CRLs; nothing that a person does with a key. */
final class KeyUsageOfCa implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.1 b, §7.1.2.2 e";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        KeyUsage usage = certificate
                .extension(Extension.keyUsage)
                .map(e -> KeyUsage.getInstance(e.getParsedValue()))
                .orElse(new KeyUsage(0));
        boolean needed = usage.hasUsages(KeyUsage.keyCertSign | KeyUsage.cRLSign);
        boolean foreign = usage.hasUsages(KeyUsage.keyEncipherment)
                || usage.hasUsages(KeyUsage.dataEncipherment)
                || usage.hasUsages(KeyUsage.keyAgreement);
        return needed && !foreign ? Optional.empty() : Optional.of("A CA's keyUsage is keyCertSign and cRLSign.");
    }
}
