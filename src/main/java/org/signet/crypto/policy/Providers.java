package org.signet.crypto.policy;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Chooses the cryptographic provider for each job. Signatures: the native Corretto provider where it loads, else
 * Bouncy Castle for EC and the JDK for RSA; digests and ciphers: the JDK's. The differences are large: P-256 signing
 * runs some eight times faster natively than on the JDK.
 */
public final class Providers {
    /** Set to {@code off} to run without the native provider, for comparison and for tests of the fallback. */
    public static final String NATIVE_PROPERTY = "signet.native";

    /** The property's value for a command on one message: whatever the platform does too, it does, since to load others takes longer. */
    public static final String PLATFORM = "platform";

    private static final Optional<Provider> CORRETTO = corretto();
    private static final Provider JDK_RSA = jdk("SunRsaSign");
    private static final Provider EC = CORRETTO.orElseGet(
            () -> PLATFORM.equals(System.getProperty(NATIVE_PROPERTY)) ? jdk("SunEC") : containers());
    private static final Provider RSA = CORRETTO.orElse(JDK_RSA);

    /** How many octets are read at once of what is signed. */
    private static final int PIECE = 8192;

    private Providers() {}

    /** Made when first asked for. */
    private static final class BouncyCastle {
        static {
            // Whether a modulus is a prime takes long for each certificate of a path, and harms its owner alone.
            Security.setProperty("org.bouncycastle.rsa.max_mr_tests", "0");
        }

        private static final Provider PROVIDER = new BouncyCastleProvider();
    }

    private static Optional<Provider> corretto() {
        if (System.getProperty(NATIVE_PROPERTY) != null) {
            return Optional.empty();
        }
        try {
            Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return Optional.of(provider);
        } catch (Throwable unavailable) {
            // No native library for this platform, or its self-test failed: everything works without it.
            return Optional.empty();
        }
    }

    private static Provider jdk(String name) {
        return Optional.ofNullable(Security.getProvider(name))
                .orElseThrow(() -> new IllegalStateException("this Java lacks its provider " + name));
    }

    /** Job → provider and version, for start-up messages and self-checks. */
    public static Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("RSA signatures", label(RSA));
        choices.put("EC signatures", label(EC));
        choices.put("Ed25519 signatures", label(containers()));
        choices.put("key generation", label(RSA));
        choices.put("digests and ciphers", label(digest().getProvider()));
        return choices;
    }

    private static String label(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** For RSA signatures with that digest: the native provider knows only those that are in use. */
    static Provider ofRsa(DigestAlgorithm digest) {
        return digest == DigestAlgorithm.MD5 ? JDK_RSA : RSA;
    }

    static Provider ofEc() {
        return EC;
    }

    /** For RSA decryption and MACs: the JDK keeps both in another provider than its signatures. */
    static Provider ofRsaDecryption() {
        return CORRETTO.orElseGet(() -> jdk("SunJCE"));
    }

    /** HMAC-SHA-256. */
    public static Mac hmac() throws GeneralSecurityException {
        return Mac.getInstance("HmacSHA256", ofRsaDecryption());
    }

    private static Provider provider(SignatureScheme scheme) {
        if (scheme == SignatureScheme.ED25519) {
            return BouncyCastle.PROVIDER;
        }
        return scheme.isRsa() ? RSA : EC;
    }

    /** Signs; the key decides between RSA and EC. */
    public static byte[] sign(SignatureScheme scheme, PrivateKey key, byte[] message) {
        return sign(scheme, key, new ByteArrayInputStream(message));
    }

    /** The same of any number of octets. */
    public static byte[] sign(SignatureScheme scheme, PrivateKey key, InputStream message) {
        return sign(scheme, key, message, provider(scheme));
    }

    /** The same by the provider that alone can use the key: a token's. */
    public static byte[] sign(SignatureScheme scheme, PrivateKey key, InputStream message, Provider provider) {
        try (message) {
            Signature signature = Signature.getInstance(scheme.jcaName(), provider);
            signature.initSign(key);
            scheme.parametrise(signature);
            byte[] piece = new byte[PIECE];
            for (int read = message.read(piece); read >= 0; read = message.read(piece)) {
                signature.update(piece, 0, read);
            }
            return signature.sign();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** True if the signature is right; false for any wrong one, however malformed. */
    public static boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signatureValue) {
        try {
            return verify(scheme, key, new ByteArrayInputStream(message), signatureValue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a message that is too long to be held. */
    public static boolean verify(SignatureScheme scheme, PublicKey key, InputStream message, byte[] signatureValue)
            throws IOException {
        try {
            Signature signature = Signature.getInstance(scheme.jcaName(), provider(scheme));
            signature.initVerify(key);
            scheme.parametrise(signature);
            byte[] piece = new byte[PIECE];
            for (int read = message.read(piece); read >= 0; read = message.read(piece)) {
                signature.update(piece, 0, read);
            }
            return signature.verify(signatureValue);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    public static KeyPair generate(KeyType type, SecureRandom random) {
        return generate(type, random, type.isRsa() ? RSA : EC);
    }

    /** The same by that provider: a token's makes the key in the token. */
    public static KeyPair generate(KeyType type, SecureRandom random, Provider provider) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.isRsa() ? "RSA" : "EC", provider);
            generator.initialize(
                    type.isRsa()
                            ? new RSAKeyGenParameterSpec(type.bits(), RSAKeyGenParameterSpec.F4)
                            : new ECGenParameterSpec(type.curve()),
                    random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate a " + type.text() + " key", e);
        }
    }

    /**
     * Decodes a SubjectPublicKeyInfo.
     *
     * @param algorithmOid dotted OID of its algorithm
     * @throws GeneralSecurityException if it is not a key of a kind we know, or not well-formed
     */
    public static PublicKey publicKey(String algorithmOid, byte[] spki) throws GeneralSecurityException {
        return keyFactory(algorithmOid).generatePublic(new X509EncodedKeySpec(spki));
    }

    /** Decodes an RFC 5958 PrivateKeyInfo, as {@link #publicKey}. */
    public static PrivateKey privateKey(String algorithmOid, byte[] pkcs8) throws GeneralSecurityException {
        return keyFactory(algorithmOid).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static KeyFactory keyFactory(String algorithmOid) throws GeneralSecurityException {
        return switch (algorithmOid) {
            case "1.2.840.113549.1.1.1" -> KeyFactory.getInstance("RSA", RSA);
            case "1.2.840.10045.2.1" -> KeyFactory.getInstance("EC", EC);
            // Read in old certificates, never certified.
            case "1.2.840.10040.4.1" -> KeyFactory.getInstance("DSA", containers());
            case "1.3.101.112" -> KeyFactory.getInstance("Ed25519", containers());
            // Others' keys for messages (RFC 8410), never certified here.
            case "1.3.101.113" -> KeyFactory.getInstance("Ed448", containers());
            case "1.3.101.110" -> KeyFactory.getInstance("X25519", containers());
            default -> throw new GeneralSecurityException("unknown key algorithm " + algorithmOid);
        };
    }

    /** SHA-256. */
    public static MessageDigest digest() {
        return DigestAlgorithm.SHA256.start();
    }

    public static byte[] sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** SHA-1, only to name a certificate where Windows and gpgsm show nothing else. Never to protect anything. */
    public static byte[] sha1Name(byte[] data) {
        return DigestAlgorithm.SHA1.of(data);
    }

    /** An empty PKCS#12 key store of the JDK: reads both flavours we write, and what OpenSSL and NSS write. */
    public static KeyStore pkcs12() {
        try {
            return KeyStore.getInstance("PKCS12", "SunJSSE");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token's public key as one of ours. */
    public static PublicKey portable(PublicKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), key.getAlgorithm().equals("RSA") ? RSA : EC)
                .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /** Where Bouncy Castle's builders want a provider of their own, for containers only. */
    public static Provider containers() {
        return BouncyCastle.PROVIDER;
    }

    /** Reads certificates and CRLs for {@link #paths}. */
    public static CertificateFactory certificates() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509", containers());
    }

    /** Builds and checks certification paths (RFC 5280 §6). Bouncy Castle: it knows delta CRLs. */
    public static CertPathBuilder paths() throws GeneralSecurityException {
        return CertPathBuilder.getInstance("PKIX", containers());
    }

    /** Checks a path that is already there, as {@link #paths} does. */
    public static CertPathValidator pathValidator() throws GeneralSecurityException {
        return CertPathValidator.getInstance("PKIX", containers());
    }

    /** Certificates and CRLs for a path to be built from. */
    public static CertStore collection(Collection<?> all) throws GeneralSecurityException {
        return CertStore.getInstance("Collection", new CollectionCertStoreParameters(all));
    }

    /** The strong randomness that the application hands to whoever needs some. */
    public static SecureRandom newRandom() {
        return CORRETTO.map(provider -> {
                    try {
                        return SecureRandom.getInstance("DEFAULT", provider);
                    } catch (GeneralSecurityException e) {
                        return new SecureRandom();
                    }
                })
                .orElseGet(SecureRandom::new);
    }
}
