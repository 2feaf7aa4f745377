package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.signet.crypto.x509.CertificateContent;

/** No CA has the purpose OCSPSigning: it would let a CA below answer for the CA above. */
final class OcspSigningOfCa implements LintRule {
    @Override
    public String citation() {
        return "RFC 6960 §4.2.2.2; S/MIME BR §7.1.2.2 g, §4.9.9";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                .extensionValue(Extension.extendedKeyUsage)
                .map(org.bouncycastle.asn1.x509.ExtendedKeyUsage::getInstance)
                .filter(usage -> usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning))
                .map(usage -> "A CA's extKeyUsage must not hold OCSPSigning.");
    }
}
