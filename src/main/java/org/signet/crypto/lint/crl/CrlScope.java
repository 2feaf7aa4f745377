package org.signet.crypto.lint.crl;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.signet.crypto.x509.CrlContent;

/** Whose certificates a CRL tells of. */
public enum CrlScope {
    /** Those of people and other holders at the end of a chain: an issuing CA's. */
    LEAVES,
    /** Those of CAs: a root's. */
    CAS,
    /** Both, or not told. */
    UNKNOWN;

    /** What the CRL itself says of it (RFC 5280 §5.2.5). */
    public static CrlScope of(CrlContent crl) {
        try {
            return crl.extension(Extension.issuingDistributionPoint)
                    .map(point -> of(IssuingDistributionPoint.getInstance(point.getParsedValue())))
                    .orElse(UNKNOWN);
        } catch (IllegalArgumentException malformed) {
            // The rule on this extension says so.
            return UNKNOWN;
        }
    }

    private static CrlScope of(IssuingDistributionPoint point) {
        if (point.onlyContainsUserCerts()) {
            return LEAVES;
        }
        return point.onlyContainsCACerts() ? CAS : UNKNOWN;
    }
}
