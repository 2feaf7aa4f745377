package org.signet.app.selfcheck.urls;

import org.signet.ca.authority.Issuer;
import org.signet.crypto.x509.Certificate;

/**
 * A URL that certificates of one issuer carry.
 *
 * @param issuer whose certificates do
 * @param sample one of them, the last that was issued
 */
record UrlUse(String url, Kind kind, Issuer issuer, Certificate sample) {

    /** What is expected there. */
    enum Kind {
        CRL,
        ISSUER,
        OCSP
    }
}
