package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ciphers for the content of a message, strongest first, by their object identifiers (RFC 8551 §2.7; NIST CSOR). Those that are
 * not sound, and AES with 192 bits, are only read.
 */
public enum ContentCipher {
    AES_256_GCM("2.16.840.1.101.3.4.1.46", "AES-256-GCM", 32, Standing.SOUND),
    AES_256_CBC("2.16.840.1.101.3.4.1.42", "AES-256-CBC", 32, Standing.SOUND),
    AES_192_GCM("2.16.840.1.101.3.4.1.26", "AES-192-GCM", 24, Standing.SOUND),
    AES_192_CBC("2.16.840.1.101.3.4.1.22", "AES-192-CBC", 24, Standing.SOUND),
    AES_128_GCM("2.16.840.1.101.3.4.1.6", "AES-128-GCM", 16, Standing.SOUND),
    AES_128_CBC("2.16.840.1.101.3.4.1.2", "AES-128-CBC", 16, Standing.SOUND),
    TRIPLE_DES_CBC("1.2.840.113549.3.7", "Triple DES CBC", 24, Standing.WEAK),
    /** Of any key length that its parameters name (RFC 3370 §5.2). */
    RC2_CBC("1.2.840.113549.3.2", "RC2-CBC", 16, Standing.WORTHLESS),
    DES_CBC("1.3.14.3.2.7", "DES-CBC", 8, Standing.WORTHLESS);

    /** Octets of the nonce, and of the tag that we write (RFC 5084 §3.2). */
    public static final int NONCE = 12;

    public static final int TAG = 16;
    /** Shorter tags can be guessed (NIST SP 800-38D appendix C). */
    public static final int LEAST_TAG = 12;
    /** Octets of one content that GCM can protect (NIST SP 800-38D §5.2.1.1). */
    public static final long MOST_GCM = (1L << 36) - 32;

    private final String oid;
    private final String text;
    private final int keyOctets;
    private final Standing standing;

    ContentCipher(String oid, String text, int keyOctets, Standing standing) {
        this.oid = oid;
        this.text = text;
        this.keyOctets = keyOctets;
        this.standing = standing;
    }

    public String oid() {
        return oid;
    }

    /** As people write it. */
    public String text() {
        return text;
    }

    public int keyOctets() {
        return keyOctets;
    }

    public Standing standing() {
        return standing;
    }

    /** Whether a tag protects what it encrypts. */
    public boolean isAuthenticated() {
        return name().endsWith("GCM");
    }

    private boolean isAes() {
        return name().startsWith("AES");
    }

    /** Octets of a block, and so of the initialisation vector of CBC. */
    public int block() {
        return isAes() ? 16 : 8;
    }

    public static Optional<ContentCipher> ofOid(String oid) {
        return Arrays.stream(values()).filter(c -> c.oid.equals(oid)).findFirst();
    }

    public byte[] newKey(SecureRandom random) {
        byte[] key = new byte[keyOctets];
        random.nextBytes(key);
        return key;
    }

    /** A nonce for GCM, an initialisation vector for CBC. */
    public byte[] newVector(SecureRandom random) {
        byte[] vector = new byte[isAuthenticated() ? NONCE : block()];
        random.nextBytes(vector);
        return vector;
    }

    private SecretKeySpec key(byte[] key) {
        return new SecretKeySpec(
                key,
                switch (this) {
                    case TRIPLE_DES_CBC -> "DESede";
                    case RC2_CBC -> "RC2";
                    case DES_CBC -> "DES";
                    default -> "AES";
                });
    }

    /** @param authenticated what the tag protects too; CBC has no tag */
    public ContentEncryption encryption(byte[] key, byte[] vector, byte[] authenticated, int tag) {
        return isAuthenticated()
                ? new GcmEncryption(this, key, vector, authenticated, tag)
                : new PacedCipher(encrypting(key, vector, tag));
    }

    /**
     * Encrypts up to 2 GiB; of GCM the tag comes last.
     *
     * @param tag its octets; CBC has none
     */
    public Cipher encrypting(byte[] key, byte[] vector, int tag) {
        return isAuthenticated()
                ? cipher("AES/GCM/NoPadding", Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(tag * 8, vector))
                : cipher("AES/CBC/PKCS5Padding", Cipher.ENCRYPT_MODE, key, new IvParameterSpec(vector));
    }

    /** Encrypts single blocks of AES. */
    Cipher blocks(byte[] key) {
        return cipher("AES/ECB/NoPadding", Cipher.ENCRYPT_MODE, key, null);
    }

    /**
     * Decrypts CBC, with its padding.
     *
     * @param bits effective key bits of RC2; others do not need them
     */
    public Cipher decryptingCbc(byte[] key, byte[] vector, int bits) {
        return switch (this) {
            case TRIPLE_DES_CBC ->
                cipher("DESede/CBC/PKCS5Padding", Cipher.DECRYPT_MODE, key, new IvParameterSpec(vector));
            case RC2_CBC ->
                cipher("RC2/CBC/PKCS5Padding", Cipher.DECRYPT_MODE, key, new RC2ParameterSpec(bits, vector));
            case DES_CBC -> cipher("DES/CBC/PKCS5Padding", Cipher.DECRYPT_MODE, key, new IvParameterSpec(vector));
            default -> cipher("AES/CBC/PKCS5Padding", Cipher.DECRYPT_MODE, key, new IvParameterSpec(vector));
        };
    }

    /**
     * The plaintext of GCM without a look at its tag (NIST SP 800-38D §7.1: counter mode from the second block on). The platform's
     * own decryption keeps a whole message in memory; whoever uses this one computes the tag over again.
     */
    public Cipher decryptingUnchecked(byte[] key, byte[] nonce) {
        byte[] counter = Arrays.copyOf(nonce, 16);
        counter[15] = 2;
        return cipher("AES/CTR/NoPadding", Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
    }

    private Cipher cipher(String name, int mode, byte[] key, AlgorithmParameterSpec parameters) {
        try {
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(mode, key(key), parameters);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key or parameters for " + text, e);
        }
    }
}
