package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.signet.crypto.x509.CertificateContent;

/** id-pkix-ocsp-nocheck stands in no certificate but an OCSP responder's: elsewhere it would say that nobody need look whether it is revoked. */
final class NoCheckElsewhere implements LintRule {
    @Override
    public String citation() {
        return "RFC 6960 §4.2.2.2.1; S/MIME BR §7.1.2.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind != CertificateKind.OCSP_RESPONDER;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                .extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)
                .map(extension -> "id-pkix-ocsp-nocheck belongs to OCSP responders alone.");
    }
}
