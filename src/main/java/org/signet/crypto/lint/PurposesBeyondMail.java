package org.signet.crypto.lint;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/**
 * From 2027-07-01 on, clientAuth is the only purpose that may stand beside emailProtection: until then a warning, since what is
 * issued now will be in use then.
 */
final class PurposesBeyondMail implements LintRule {
    /** OCSPSigning, too, has its rule already. */
    private static final Set<KeyPurposeId> LASTING =
            Set.of(KeyPurposeId.id_kp_emailProtection, KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_OCSPSigning);

    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.2 g, §7.1.2.3 f (1.0.16)";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public LocalDate effective() {
        return LocalDate.of(2026, 9, 28);
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.ISSUING_CA || kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                .extensionValue(Extension.extendedKeyUsage)
                .map(org.bouncycastle.asn1.x509.ExtendedKeyUsage::getInstance)
                .flatMap(usage -> Arrays.stream(usage.getUsages())
                        .filter(purpose -> !LASTING.contains(purpose) && !ExtendedKeyUsage.FOREIGN.contains(purpose))
                        .findFirst())
                .map(purpose -> "extKeyUsage holds " + purpose.getId() + ", which may not stand beside emailProtection"
                        + " after June 2027.");
    }
}
