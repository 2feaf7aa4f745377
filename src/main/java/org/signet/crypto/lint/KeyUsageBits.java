package org.signet.crypto.lint;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;

/** keyUsage as an integer of the bits that {@link org.bouncycastle.asn1.x509.KeyUsage} names. */
final class KeyUsageBits {
    private KeyUsageBits() {}

    /** Zero if there is no keyUsage. */
    static int of(CertificateContent certificate) {
        return certificate
                .extensionValue(Extension.keyUsage)
                .map(value -> ASN1BitString.getInstance(value).intValue())
                .orElse(0);
    }
}
