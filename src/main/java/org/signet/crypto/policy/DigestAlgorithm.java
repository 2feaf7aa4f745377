package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Digests of messages (RFC 8551 §2.1; RFC 5754). Those that are not sound are only read. */
public enum DigestAlgorithm {
    SHA256("2.16.840.1.101.3.4.2.1", "SHA-256", Standing.SOUND),
    SHA384("2.16.840.1.101.3.4.2.2", "SHA-384", Standing.SOUND),
    SHA512("2.16.840.1.101.3.4.2.3", "SHA-512", Standing.SOUND),
    SHA224("2.16.840.1.101.3.4.2.4", "SHA-224", Standing.WEAK),
    SHA1("1.3.14.3.2.26", "SHA-1", Standing.WEAK),
    MD5("1.2.840.113549.2.5", "MD5", Standing.WORTHLESS);

    private final String oid;
    private final String jcaName;
    private final Standing standing;

    DigestAlgorithm(String oid, String jcaName, Standing standing) {
        this.oid = oid;
        this.jcaName = jcaName;
        this.standing = standing;
    }

    /** Dotted object identifier of the AlgorithmIdentifier. */
    public String oid() {
        return oid;
    }

    /** As people write it: {@code SHA-256}. */
    public String text() {
        return jcaName;
    }

    /** As the micalg parameter of multipart/signed spells it (RFC 8551 §3.5.3.2): {@code sha-256}. */
    public String micalg() {
        return jcaName.toLowerCase(Locale.ROOT);
    }

    /** How names of signature algorithms spell it: {@code SHA256}. */
    String inSignatures() {
        return jcaName.replace("-", "");
    }

    public Standing standing() {
        return standing;
    }

    /** A digest of nothing yet. */
    public MessageDigest start() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + jcaName, e);
        }
    }

    public byte[] of(byte[] message) {
        return start().digest(message);
    }

    public static Optional<DigestAlgorithm> ofOid(String oid) {
        return Arrays.stream(values()).filter(d -> d.oid.equals(oid)).findFirst();
    }

    /** The one that goes with what a key signs with. */
    public static DigestAlgorithm of(SignatureScheme scheme) {
        return switch (scheme) {
            case RSA_SHA384, ECDSA_SHA384 -> SHA384;
            // Ed25519 with signed attributes: RFC 8419 §3.1.
            case RSA_SHA512, ECDSA_SHA512, ED25519 -> SHA512;
            case RSA_SHA256, ECDSA_SHA256, RSA_PSS_SHA256 -> SHA256;
        };
    }
}
