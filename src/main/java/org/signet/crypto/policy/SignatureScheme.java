package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Signature algorithms that Signet creates and accepts for certificates, requests and CRLs. PKCS#1 v1.5 because every
 * mail client reads it (RFC 8551 §2.2); SHA-1 and MD5 are absent on purpose (NIST SP 800-131A r2).
 */
public enum SignatureScheme {
    RSA_SHA256("SHA256withRSA", "1.2.840.113549.1.1.11"),
    RSA_SHA384("SHA384withRSA", "1.2.840.113549.1.1.12"),
    RSA_SHA512("SHA512withRSA", "1.2.840.113549.1.1.13"),
    ECDSA_SHA256("SHA256withECDSA", "1.2.840.10045.4.3.2"),
    ECDSA_SHA384("SHA384withECDSA", "1.2.840.10045.4.3.3"),
    ECDSA_SHA512("SHA512withECDSA", "1.2.840.10045.4.3.4"),
    /** With MGF1 over SHA-256 and a salt of 32 octets (RFC 4056); for messages, where the signer asks for it. */
    RSA_PSS_SHA256(SignatureScheme.PSS, "1.2.840.113549.1.1.10"),
    /** RFC 8410 §3. */
    ED25519("Ed25519", "1.3.101.112");

    static final String PSS = "RSASSA-PSS";

    private final String jcaName;
    private final String oid;

    SignatureScheme(String jcaName, String oid) {
        this.jcaName = jcaName;
        this.oid = oid;
    }

    String jcaName() {
        return jcaName;
    }

    /** Sets what the name leaves open. */
    void parametrise(Signature signature) throws GeneralSecurityException {
        if (this == RSA_PSS_SHA256) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
    }

    /** Dotted object identifier of the AlgorithmIdentifier. */
    public String oid() {
        return oid;
    }

    public boolean isRsa() {
        return name().startsWith("RSA");
    }

    /** Whether keys of this kind sign so. */
    public boolean fits(PublicKey key) {
        return KeyPolicy.isEd25519(key)
                ? this == ED25519
                : key instanceof RSAPublicKey ? isRsa() : name().startsWith("ECDSA");
    }

    /** The scheme of a certificate's, request's or CRL's AlgorithmIdentifier, if we accept it there. */
    public static Optional<SignatureScheme> ofOid(String oid) {
        return Arrays.stream(values())
                .filter(s -> s.oid.equals(oid) && s != RSA_PSS_SHA256)
                .findFirst();
    }

    /** What an issuing CA or a person signs with: SHA-256 for RSA (most compatible), the curve's own size for EC. */
    public static SignatureScheme forKey(PublicKey key) {
        if (key instanceof RSAPublicKey) {
            return RSA_SHA256;
        }
        if (KeyPolicy.isEd25519(key)) {
            return ED25519;
        }
        return ecSize(key) <= 256 ? ECDSA_SHA256 : ECDSA_SHA384;
    }

    /** What a root signs with: as {@link #forKey}, but SHA-384 for RSA, since its signatures must last twenty years. */
    public static SignatureScheme forRootKey(PublicKey key) {
        return key instanceof RSAPublicKey ? RSA_SHA384 : forKey(key);
    }

    private static int ecSize(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getCurve().getField().getFieldSize();
        }
        throw new IllegalArgumentException("no signature scheme for a key of type " + key.getAlgorithm());
    }
}
