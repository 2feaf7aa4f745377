package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;

/** An OCSP responder's key is for OCSPSigning alone: whoever holds it speaks for the CA. */
final class ResponderPurpose implements LintRule {
    @Override
    public String citation() {
        return "RFC 6960 §4.2.2.2; S/MIME BR §4.9.9";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.OCSP_RESPONDER;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        int purposes = certificate
                .extensionValue(Extension.extendedKeyUsage)
                .map(value -> org.bouncycastle.asn1.x509.ExtendedKeyUsage.getInstance(value)
                        .size())
                .orElse(0);
        return purposes == 1
                ? Optional.empty()
                : Optional.of("extKeyUsage of an OCSP responder holds a purpose beside OCSPSigning.");
    }
}
