package org.signet.crypto.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * Digests that only name something, as a CertID names an issuer (RFC 6960 §4.1.1; RFC 9919 §3.1.1 asks for SHA-256, older
 * programs send SHA-1). They protect nothing, and no signature is made over them alone.
 */
public enum NameDigest {
    SHA1("1.3.14.3.2.26"),
    SHA256("2.16.840.1.101.3.4.2.1");

    private final String oid;

    NameDigest(String oid) {
        this.oid = oid;
    }

    /** Dotted object identifier of the AlgorithmIdentifier. */
    public String oid() {
        return oid;
    }

    public byte[] of(byte[] data) {
        return this == SHA1 ? Providers.sha1Name(data) : Providers.sha256(data);
    }

    public static Optional<NameDigest> ofOid(String oid) {
        return Arrays.stream(values()).filter(d -> d.oid.equals(oid)).findFirst();
    }
}
