package org.signet.crypto.lint;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.signet.crypto.x509.CertificateContent;

/** emailProtection, and nothing that reaches beyond mail; none in a root. */
final class ExtendedKeyUsage implements LintRule {
    static final List<KeyPurposeId> FOREIGN = List.of(
            KeyPurposeId.anyExtendedKeyUsage,
            KeyPurposeId.id_kp_serverAuth,
            KeyPurposeId.id_kp_codeSigning,
            KeyPurposeId.id_kp_timeStamping);

    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.1, §7.1.2.2 g, §7.1.2.3 f; RFC 8550 §4.4.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind != CertificateKind.OCSP_RESPONDER;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Optional<org.bouncycastle.asn1.x509.ExtendedKeyUsage> usage = certificate
                .extensionValue(Extension.extendedKeyUsage)
                .map(org.bouncycastle.asn1.x509.ExtendedKeyUsage::getInstance);
        if (CertificateKind.of(certificate) == CertificateKind.ROOT) {
            return usage.map(any -> "A root must have no extKeyUsage.");
        }
        if (usage.isEmpty() || !usage.get().hasKeyPurposeId(KeyPurposeId.id_kp_emailProtection)) {
            return Optional.of("extKeyUsage must hold emailProtection.");
        }
        return FOREIGN.stream().anyMatch(usage.get()::hasKeyPurposeId)
                ? Optional.of("extKeyUsage holds a purpose beyond mail.")
                : Optional.empty();
    }
}
