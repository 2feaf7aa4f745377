package org.signet.crypto.lint;

import org.bouncycastle.asn1.x509.GeneralName;
import org.signet.crypto.x509.UriNames;

/** Addresses that a certificate carries. */
final class HttpAddress {
    private static final String SCHEME = "http://";

    private HttpAddress() {}

    /** True for a URI of plain HTTP that names a host and holds nothing but printable ASCII. */
    static boolean isPlain(GeneralName name) {
        return UriNames.of(name).filter(HttpAddress::isPlain).isPresent();
    }

    private static boolean isPlain(String uri) {
        return uri.length() > SCHEME.length()
                && uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && uri.charAt(SCHEME.length()) != '/'
                && uri.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
