package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a wrapping key is agreed on with the recipient's EC or X25519 key: Diffie-Hellman with an ephemeral key, then a key
 * derivation (RFC 5753 §7.1; RFC 8418 §2). Cofactor and standard agreement are the same on the curves that we know.
 */
public enum KeyAgreementScheme {
    STANDARD_SHA1("1.3.133.16.840.63.0.2", DigestAlgorithm.SHA1),
    STANDARD_SHA224("1.3.132.1.11.0", DigestAlgorithm.SHA224),
    STANDARD_SHA256("1.3.132.1.11.1", DigestAlgorithm.SHA256),
    STANDARD_SHA384("1.3.132.1.11.2", DigestAlgorithm.SHA384),
    STANDARD_SHA512("1.3.132.1.11.3", DigestAlgorithm.SHA512),
    COFACTOR_SHA1("1.3.133.16.840.63.0.3", DigestAlgorithm.SHA1),
    COFACTOR_SHA224("1.3.132.1.14.0", DigestAlgorithm.SHA224),
    COFACTOR_SHA256("1.3.132.1.14.1", DigestAlgorithm.SHA256),
    COFACTOR_SHA384("1.3.132.1.14.2", DigestAlgorithm.SHA384),
    COFACTOR_SHA512("1.3.132.1.14.3", DigestAlgorithm.SHA512),
    HKDF_SHA256("1.2.840.113549.1.9.16.3.19", DigestAlgorithm.SHA256),
    HKDF_SHA384("1.2.840.113549.1.9.16.3.20", DigestAlgorithm.SHA384),
    HKDF_SHA512("1.2.840.113549.1.9.16.3.21", DigestAlgorithm.SHA512);

    private final String oid;
    private final DigestAlgorithm digest;

    KeyAgreementScheme(String oid, DigestAlgorithm digest) {
        this.oid = oid;
        this.digest = digest;
    }

    public String oid() {
        return oid;
    }

    private boolean isHkdf() {
        return name().startsWith("HKDF");
    }

    /** As people write it. */
    public String text() {
        return "ECDH with " + (isHkdf() ? "HKDF " : "X9.63 ") + digest.text();
    }

    public static Optional<KeyAgreementScheme> ofOid(String oid) {
        return Arrays.stream(values()).filter(s -> s.oid.equals(oid)).findFirst();
    }

    /** What we write for such a key. */
    public static KeyAgreementScheme forKey(PublicKey key) {
        return KeyPolicy.isX25519(key) ? HKDF_SHA256 : STANDARD_SHA256;
    }

    /** A key pair for one message, of the recipient's kind. */
    public static KeyPair ephemeral(PublicKey recipient, SecureRandom random) {
        try {
            if (KeyPolicy.isX25519(recipient)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519", Providers.containers());
                generator.initialize(255, random);
                return generator.generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Providers.ofEc());
            generator.initialize(((ECPublicKey) recipient).getParams(), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make an ephemeral key", e);
        }
    }

    /** The shared secret; nothing if the other's key does not go with ours, or makes it all zeros (RFC 7748 §6.1). */
    public static Optional<byte[]> agree(PrivateKey ours, PublicKey theirs) {
        boolean montgomery = KeyPolicy.isX25519(theirs);
        if (!montgomery && KeyPolicy.objection(theirs).isPresent()) {
            return Optional.empty();
        }
        try {
            KeyAgreement agreement = montgomery
                    ? KeyAgreement.getInstance("X25519", Providers.containers())
                    : KeyAgreement.getInstance("ECDH", Providers.ofEc());
            agreement.init(ours);
            agreement.doPhase(theirs, true);
            byte[] secret = agreement.generateSecret();
            int all = 0;
            for (byte octet : secret) {
                all |= octet;
            }
            return all == 0 ? Optional.empty() : Optional.of(secret);
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The wrapping key.
     *
     * @param info DER of ECC-CMS-SharedInfo
     * @param salt the ukm; only HKDF uses it here too (RFC 8418 §2.2)
     */
    public byte[] derive(byte[] secret, byte[] info, Optional<byte[]> salt, int octets) {
        return isHkdf() ? hkdf(secret, info, salt, octets) : x963(secret, info, octets);
    }

    /** ANSI X9.63 (SEC 1 §3.6.1): a digest of secret, counter and info for each block. */
    private byte[] x963(byte[] secret, byte[] info, int octets) {
        MessageDigest hash = digest.start();
        byte[] key = new byte[0];
        for (int counter = 1; key.length < octets; counter++) {
            hash.update(secret);
            hash.update(new byte[] {0, 0, 0, (byte) counter});
            byte[] block = hash.digest(info);
            int filled = key.length;
            key = Arrays.copyOf(key, filled + block.length);
            System.arraycopy(block, 0, key, filled, block.length);
        }
        return Arrays.copyOf(key, octets);
    }

    /** RFC 5869. */
    private byte[] hkdf(byte[] secret, byte[] info, Optional<byte[]> salt, int octets) {
        byte[] pseudorandom = mac(salt.orElse(new byte[digest.start().getDigestLength()]), secret);
        byte[] key = new byte[0];
        byte[] block = new byte[0];
        for (int counter = 1; key.length < octets; counter++) {
            block = mac(pseudorandom, block, info, new byte[] {(byte) counter});
            int filled = key.length;
            key = Arrays.copyOf(key, filled + block.length);
            System.arraycopy(block, 0, key, filled, block.length);
        }
        return Arrays.copyOf(key, octets);
    }

    private byte[] mac(byte[] key, byte[]... parts) {
        try {
            String name = "Hmac" + digest.inSignatures();
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
