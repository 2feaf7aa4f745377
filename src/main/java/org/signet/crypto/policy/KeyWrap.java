package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Wraps a content key in a key that was agreed on (RFC 3394; RFC 3370 §4.3 for Triple DES, which is only read). */
public enum KeyWrap {
    AES_256("2.16.840.1.101.3.4.1.45", 32, "AESWrap"),
    AES_192("2.16.840.1.101.3.4.1.25", 24, "AESWrap"),
    AES_128("2.16.840.1.101.3.4.1.5", 16, "AESWrap"),
    TRIPLE_DES("1.2.840.113549.1.9.16.3.6", 24, "DESedeWrap");

    private final String oid;
    private final int keyOctets;
    private final String jcaName;

    KeyWrap(String oid, int keyOctets, String jcaName) {
        this.oid = oid;
        this.keyOctets = keyOctets;
        this.jcaName = jcaName;
    }

    public String oid() {
        return oid;
    }

    /** Octets of the wrapping key. */
    public int keyOctets() {
        return keyOctets;
    }

    public static Optional<KeyWrap> ofOid(String oid) {
        return Arrays.stream(values()).filter(w -> w.oid.equals(oid)).findFirst();
    }

    /** AES wrap as long as the content key (RFC 8551 §2.3). */
    public static KeyWrap forKeyOf(int octets) {
        return octets > 24 ? AES_256 : octets > 16 ? AES_192 : AES_128;
    }

    private SecretKey key(byte[] key) {
        return new SecretKeySpec(key, this == TRIPLE_DES ? "DESede" : "AES");
    }

    public byte[] wrap(byte[] wrappingKey, byte[] contentKey) {
        try {
            Cipher cipher = Cipher.getInstance(jcaName);
            cipher.init(Cipher.WRAP_MODE, key(wrappingKey));
            return cipher.wrap(new SecretKeySpec(contentKey, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("wrapping a key failed", e);
        }
    }

    /** The content key; nothing if it was wrapped in another key. */
    public Optional<byte[]> unwrap(byte[] wrappingKey, byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance(jcaName);
            cipher.init(Cipher.UNWRAP_MODE, key(wrappingKey));
            return Optional.of(cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded());
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
