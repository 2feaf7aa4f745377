package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.signet.crypto.x509.CertificateContent;

/** An OCSP responder's key makes digital signatures and nothing else. */
final class KeyUsageOfResponder implements LintRule {
    @Override
    public String citation() {
        return "RFC 6960 §4.2.2.2; RFC 5280 §4.2.1.3";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.OCSP_RESPONDER;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        int bits = KeyUsageBits.of(certificate);
        return bits == 0 || bits == KeyUsage.digitalSignature
                ? Optional.empty()
                : Optional.of("keyUsage of an OCSP responder must be digitalSignature alone.");
    }
}
