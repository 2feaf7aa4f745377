package org.signet.crypto.smime.cms;

import java.util.Arrays;
import java.util.Optional;

/** Content types of CMS (RFC 5652 §4 and those that build on it). */
public enum CmsType {
    DATA("1.2.840.113549.1.7.1"),
    SIGNED_DATA("1.2.840.113549.1.7.2"),
    ENVELOPED_DATA("1.2.840.113549.1.7.3"),
    /** RFC 5083. */
    AUTH_ENVELOPED_DATA("1.2.840.113549.1.9.16.1.23"),
    /** RFC 3274. */
    COMPRESSED_DATA("1.2.840.113549.1.9.16.1.9"),
    /** A signed receipt's content (RFC 2634 §2.8). */
    RECEIPT("1.2.840.113549.1.9.16.1.1");

    private final String oid;

    CmsType(String oid) {
        this.oid = oid;
    }

    /** Dotted object identifier. */
    public String oid() {
        return oid;
    }

    public static Optional<CmsType> ofOid(String oid) {
        return Arrays.stream(values()).filter(t -> t.oid.equals(oid)).findFirst();
    }
}
