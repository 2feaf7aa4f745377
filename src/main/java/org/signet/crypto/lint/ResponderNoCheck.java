package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.signet.crypto.x509.CertificateContent;

/** An OCSP responder carries id-pkix-ocsp-nocheck, whose value is NULL; else a client would ask it about itself. */
final class ResponderNoCheck implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §4.9.9; RFC 6960 §4.2.2.2.1";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.OCSP_RESPONDER;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                        .extensionValue(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)
                        .filter(DERNull.INSTANCE::equals)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("An OCSP responder must have id-pkix-ocsp-nocheck with the value NULL.");
    }
}
