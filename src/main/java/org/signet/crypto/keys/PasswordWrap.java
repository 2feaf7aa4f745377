package org.signet.crypto.keys;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC3211WrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.signet.model.Bytes;

/**
 * How a content key is hidden under a passphrase in CMS (RFC 5652 §6.2.4): a wrapping key by PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2), and the
 * wrap of RFC 3211 §2.3 with AES-256. Other kinds are neither written nor read.
 */
public record PasswordWrap(Bytes salt, int iterations, Bytes vector) {
    private static final int SALT = 16;
    private static final int VECTOR = 16;
    private static final int KEY = 32;

    /** A new one, with as many rounds as a private key's passphrase has. */
    public static PasswordWrap fresh(SecureRandom random) {
        byte[] salt = new byte[SALT];
        byte[] vector = new byte[VECTOR];
        random.nextBytes(salt);
        random.nextBytes(vector);
        return new PasswordWrap(Bytes.of(salt), EncryptedKey.ITERATIONS, Bytes.of(vector));
    }

    /** What these two say, if it is one of the known kind. */
    public static Optional<PasswordWrap> of(AlgorithmIdentifier derivation, AlgorithmIdentifier encryption) {
        if (derivation == null
                || !PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())
                || !PKCSObjectIdentifiers.id_alg_PWRI_KEK.equals(encryption.getAlgorithm())) {
            return Optional.empty();
        }
        PBKDF2Params params = PBKDF2Params.getInstance(derivation.getParameters());
        AlgorithmIdentifier cipher = AlgorithmIdentifier.getInstance(encryption.getParameters());
        byte[] vector = DEROctetString.getInstance(cipher.getParameters()).getOctets();
        return params.getPrf().getAlgorithm().equals(PKCSObjectIdentifiers.id_hmacWithSHA256)
                        && cipher.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC)
                        && vector.length == VECTOR
                        && PasswordEncryption.isFeasible(params.getIterationCount())
                ? Optional.of(new PasswordWrap(
                        Bytes.of(params.getSalt()), params.getIterationCount().intValueExact(), Bytes.of(vector)))
                : Optional.empty();
    }

    public AlgorithmIdentifier derivation() {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBKDF2,
                new PBKDF2Params(
                        salt.toArray(),
                        iterations,
                        KEY,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE)));
    }

    public AlgorithmIdentifier encryption() {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_alg_PWRI_KEK,
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(vector.toArray())));
    }

    public byte[] wrap(Passphrase passphrase, byte[] contentKey, SecureRandom random) {
        RFC3211WrapEngine engine = new RFC3211WrapEngine(AESEngine.newInstance());
        engine.init(true, new ParametersWithRandom(wrappingKey(passphrase), random));
        return engine.wrap(contentKey, 0, contentKey.length);
    }

    /** The content key; nothing if the passphrase is another. In one of 16 million cases a wrong one gives a wrong key. */
    public Optional<byte[]> unwrap(Passphrase passphrase, byte[] wrapped) {
        try {
            RFC3211WrapEngine engine = new RFC3211WrapEngine(AESEngine.newInstance());
            engine.init(false, wrappingKey(passphrase));
            return Optional.of(engine.unwrap(wrapped, 0, wrapped.length));
        } catch (InvalidCipherTextException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private ParametersWithIV wrappingKey(Passphrase passphrase) {
        byte[] key = PasswordEncryption.key(passphrase, salt.toArray(), iterations, KEY);
        return new ParametersWithIV(new KeyParameter(key), vector.toArray());
    }
}
