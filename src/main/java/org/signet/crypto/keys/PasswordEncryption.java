package org.signet.crypto.keys;

import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jcajce.io.CipherInputStream;
import org.bouncycastle.jcajce.io.CipherOutputStream;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.Providers;

/**
 * Encryption under a passphrase as PKCS#8 and PKCS#12 have it: PBES2 (RFC 8018 §6.2) with PBKDF2, HMAC-SHA-256 and a cipher in CBC mode. The rounds
 * go through the native MAC where there is one: a JVM that just started takes one to two seconds for 600,000 of its own, and a fifth of that so. Other
 * kinds are read by Bouncy Castle.
 */
final class PasswordEncryption {
    private static final AlgorithmIdentifier HMAC_SHA256 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    private static final ContentCipher WRITTEN = ContentCipher.AES_256_CBC;
    private static final int SALT = 16;
    private static final int LONGEST_KEY = 32;
    private static final BigInteger MOST_ITERATIONS = BigInteger.valueOf(10_000_000);

    private PasswordEncryption() {}

    /**
     * PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2).
     *
     * @param octets of the key, at most 32
     */
    static byte[] key(byte[] secret, byte[] salt, int iterations, int octets) {
        if (octets > LONGEST_KEY || iterations < 1) {
            throw new IllegalArgumentException(octets + " octets by " + iterations + " rounds");
        }
        try {
            Mac mac = Providers.hmac();
            // A key of zeros is what no key at all comes to, which Java refuses.
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, mac.getAlgorithm()));
            mac.update(salt);
            mac.update(new byte[] {0, 0, 0, 1});
            byte[] round = mac.doFinal();
            byte[] key = round.clone();
            for (int i = 1; i < iterations; i++) {
                mac.update(round);
                mac.doFinal(round, 0);
                for (int k = 0; k < key.length; k++) {
                    key[k] ^= round[k];
                }
            }
            return Arrays.copyOf(key, octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a key", e);
        }
    }

    /** Whether somebody who means well wrote that number of rounds: more would keep a reader busy for minutes. */
    static boolean isFeasible(BigInteger iterations) {
        return iterations.signum() > 0 && iterations.compareTo(MOST_ITERATIONS) <= 0;
    }

    static byte[] key(Passphrase passphrase, byte[] salt, int iterations, int octets) {
        byte[] secret = passphrase.utf8();
        try {
            return key(secret, salt, iterations, octets);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Encrypts by AES-256. */
    static OutputEncryptor encryptor(Passphrase passphrase, int iterations, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] vector = WRITTEN.newVector(random);
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        new KeyDerivationFunc(
                                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, iterations, HMAC_SHA256)),
                        new EncryptionScheme(new ASN1ObjectIdentifier(WRITTEN.oid()), new DEROctetString(vector))));
        byte[] key = key(passphrase, salt, iterations, WRITTEN.keyOctets());
        return new Encryptor(algorithm, WRITTEN.encrypting(key, vector, 0), key);
    }

    /** Decrypts whatever kind it is. */
    static InputDecryptorProvider opening(Passphrase passphrase) {
        InputDecryptorProvider others = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Providers.containers())
                .build(passphrase.chars());
        return algorithm -> {
            Optional<Cipher> cipher = PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())
                    ? cipher(passphrase, PBES2Parameters.getInstance(algorithm.getParameters()))
                    : Optional.empty();
            return cipher.isPresent() ? new Decryptor(algorithm, cipher.get()) : others.get(algorithm);
        };
    }

    /** What decrypts it, if it is of the kind that is written here. */
    private static Optional<Cipher> cipher(Passphrase passphrase, PBES2Parameters parameters) {
        EncryptionScheme scheme = parameters.getEncryptionScheme();
        Optional<ContentCipher> kind = ContentCipher.ofOid(scheme.getAlgorithm().getId())
                .filter(each -> !each.isAuthenticated() && each != ContentCipher.RC2_CBC);
        KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
        if (kind.isEmpty() || !PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
            return Optional.empty();
        }
        PBKDF2Params rounds = PBKDF2Params.getInstance(derivation.getParameters());
        if (!isFeasible(rounds.getIterationCount())) {
            throw new IllegalArgumentException(rounds.getIterationCount() + " rounds");
        }
        if (!HMAC_SHA256.equals(rounds.getPrf())) {
            return Optional.empty();
        }
        byte[] vector = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
        return kind.map(each -> each.decryptingCbc(
                key(passphrase, rounds.getSalt(), rounds.getIterationCount().intValueExact(), each.keyOctets()),
                vector,
                0));
    }

    private record Encryptor(AlgorithmIdentifier algorithm, Cipher cipher, byte[] key) implements OutputEncryptor {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return algorithm;
        }

        @Override
        public OutputStream getOutputStream(OutputStream encrypted) {
            return new CipherOutputStream(encrypted, cipher);
        }

        @Override
        public GenericKey getKey() {
            return new GenericKey(algorithm, key);
        }
    }

    private record Decryptor(AlgorithmIdentifier algorithm, Cipher cipher) implements InputDecryptor {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return algorithm;
        }

        @Override
        public InputStream getInputStream(InputStream encrypted) {
            return new CipherInputStream(encrypted, cipher);
        }
    }
}
