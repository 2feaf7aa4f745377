package org.signet.crypto.lint;

import java.io.IOException;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** OCSP responders with something wrong in them, and others with what belongs to a responder alone. */
final class ResponderSamples {
    private ResponderSamples() {}

    private static ExtendedKeyUsage purposes(KeyPurposeId... purposes) {
        return new ExtendedKeyUsage(purposes);
    }

    static void make(SampleMaker maker) throws IOException {
        maker.responder(
                "responder-purpose",
                "error responder-purpose",
                d -> d.set(
                        Extension.extendedKeyUsage,
                        false,
                        purposes(KeyPurposeId.id_kp_OCSPSigning, KeyPurposeId.id_kp_emailProtection)));
        maker.responder(
                "responder-no-check",
                "error responder-no-check",
                d -> d.extensions.remove(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck));
        maker.responder(
                "responder-no-check-value",
                "error responder-no-check",
                d -> d.set(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, new DEROctetString(new byte[0])));
        maker.responder(
                "responder-no-check-critical",
                "error known-critical-extensions",
                d -> d.set(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, true, DERNull.INSTANCE));
        maker.leaf(
                "no-check-elsewhere",
                "error no-check-elsewhere",
                d -> d.set(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE));
        maker.responder(
                "key-usage-of-responder",
                "error key-usage-of-responder",
                d -> d.set(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation)));
        maker.responder(
                "responder-lifetime", "warning responder-lifetime", d -> d.notAfter = new DERUTCTime("261224120000Z"));
        maker.responder("responder-name", "error responder-name", d -> d.subject = new DLSequence());
        maker.responder("responder-name-issuers", "error responder-name", d -> d.subject = d.issuer);
        maker.responder(
                "responder-key-identifiers",
                "error key-identifiers",
                d -> d.extensions.remove(Extension.authorityKeyIdentifier));
        maker.issuing(
                "ocsp-signing-of-ca",
                "error ocsp-signing-of-ca",
                d -> d.set(
                        Extension.extendedKeyUsage,
                        false,
                        purposes(KeyPurposeId.id_kp_emailProtection, KeyPurposeId.id_kp_OCSPSigning)));
    }
}
