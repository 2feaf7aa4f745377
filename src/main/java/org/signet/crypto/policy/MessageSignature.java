package org.signet.crypto.policy;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * How somebody signed a message: whatever mail programs wrote in thirty years can be checked, and is said to be weak where it
 * is (RFC 8551 §2.2; RFC 5754; RFC 4056; RFC 8419). What we sign with ourselves is {@link SignatureScheme}.
 *
 * @param name as people write it: {@code RSA with SHA-256}
 * @param digest the digest that belongs to it; empty for EdDSA
 * @param standing what algorithm and key are worth together
 */
public record MessageSignature(String name, Optional<DigestAlgorithm> digest, Standing standing, Jca jca) {
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String PSS = "1.2.840.113549.1.1.10";
    private static final String EC_KEY = "1.2.840.10045.2.1";
    private static final String DSA_KEY = "1.2.840.10040.4.1";
    /** Longer RSA keys only keep a machine busy. */
    private static final int RSA_MOST = 16_384;

    private static final int PIECE = 64 * 1024;

    /** Algorithm → its digest, where its identifier names one. */
    private static final Map<String, DigestAlgorithm> RSA_WITH = Map.of(
            "1.2.840.113549.1.1.4", DigestAlgorithm.MD5,
            "1.2.840.113549.1.1.5", DigestAlgorithm.SHA1,
            "1.3.14.3.2.29", DigestAlgorithm.SHA1,
            "1.2.840.113549.1.1.14", DigestAlgorithm.SHA224,
            "1.2.840.113549.1.1.11", DigestAlgorithm.SHA256,
            "1.2.840.113549.1.1.12", DigestAlgorithm.SHA384,
            "1.2.840.113549.1.1.13", DigestAlgorithm.SHA512);

    private static final Map<String, DigestAlgorithm> ECDSA_WITH = Map.of(
            "1.2.840.10045.4.1", DigestAlgorithm.SHA1,
            "1.2.840.10045.4.3.1", DigestAlgorithm.SHA224,
            "1.2.840.10045.4.3.2", DigestAlgorithm.SHA256,
            "1.2.840.10045.4.3.3", DigestAlgorithm.SHA384,
            "1.2.840.10045.4.3.4", DigestAlgorithm.SHA512);

    private static final Map<String, DigestAlgorithm> DSA_WITH = Map.of(
            "1.2.840.10040.4.3", DigestAlgorithm.SHA1,
            "1.3.14.3.2.27", DigestAlgorithm.SHA1,
            "2.16.840.1.101.3.4.3.1", DigestAlgorithm.SHA224,
            "2.16.840.1.101.3.4.3.2", DigestAlgorithm.SHA256);

    /** What the platform calls it, and whose work it is. */
    record Jca(String name, Provider provider, Optional<AlgorithmParameterSpec> parameters) {}

    /**
     * What a SignerInfo's signatureAlgorithm stands for.
     *
     * @param digest of its digestAlgorithm: that of the signature, where the signature's identifier names none
     * @return nothing for an algorithm or parameters that are not known, or that do not go with the key
     */
    public static Optional<MessageSignature> of(
            AlgorithmIdentifier algorithm, Optional<DigestAlgorithm> digest, PublicKey key) {
        String oid = algorithm.getAlgorithm().getId();
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() <= RSA_MOST) {
            if (oid.equals(PSS)) {
                return pss(algorithm, rsa);
            }
            Optional<DigestAlgorithm> with = oid.equals(RSA) ? digest : Optional.ofNullable(RSA_WITH.get(oid));
            return with.map(d -> plain("RSA", d, KeyPolicy.standing(rsa), Providers.ofRsa(d)));
        }
        if (KeyPolicy.isEd25519(key)) {
            return oid.equals("1.3.101.112") ? Optional.of(edwards("Ed25519")) : Optional.empty();
        }
        if (KeyPolicy.isEd448(key)) {
            return oid.equals("1.3.101.113") ? Optional.of(edwards("Ed448")) : Optional.empty();
        }
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" ->
                Optional.ofNullable(ECDSA_WITH.get(oid))
                        .or(() -> oid.equals(EC_KEY) ? digest : Optional.empty())
                        .map(d -> plain("ECDSA", d, KeyPolicy.standing(key), Providers.ofEc()));
            case "DSA" ->
                Optional.ofNullable(DSA_WITH.get(oid))
                        .or(() -> oid.equals(DSA_KEY) ? digest : Optional.empty())
                        .filter(d -> hasParameters(key))
                        .map(d -> plain("DSA", d, Standing.WEAK, Providers.containers()));
            default -> Optional.empty();
        };
    }

    /** Those of a DSA key may be left to its CA's (RFC 3279 §2.3.2); by itself it checks nothing then. */
    private static boolean hasParameters(PublicKey key) {
        return key instanceof DSAPublicKey dsa && dsa.getParams() != null;
    }

    private static MessageSignature plain(String kind, DigestAlgorithm digest, Standing key, Provider provider) {
        return new MessageSignature(
                kind + " with " + digest.text(),
                Optional.of(digest),
                key.and(digest.standing()),
                new Jca(digest.inSignatures() + "with" + kind, provider, Optional.empty()));
    }

    private static MessageSignature edwards(String name) {
        return new MessageSignature(
                name, Optional.empty(), Standing.SOUND, new Jca(name, Providers.containers(), Optional.empty()));
    }

    /** Absent parameters mean SHA-1 and a salt of 20 octets (RFC 4056 §2.2). */
    private static Optional<MessageSignature> pss(AlgorithmIdentifier algorithm, RSAPublicKey key) {
        try {
            ASN1Primitive given = algorithm.getParameters() == null
                    ? null
                    : algorithm.getParameters().toASN1Primitive();
            RSASSAPSSparams parameters = given == null ? new RSASSAPSSparams() : RSASSAPSSparams.getInstance(given);
            var mask = AlgorithmIdentifier.getInstance(
                    parameters.getMaskGenAlgorithm().getParameters());
            Optional<DigestAlgorithm> ofMask =
                    DigestAlgorithm.ofOid(mask.getAlgorithm().getId());
            int salt = parameters.getSaltLength().intValueExact();
            return DigestAlgorithm.ofOid(
                            parameters.getHashAlgorithm().getAlgorithm().getId())
                    .filter(d -> ofMask.isPresent() && salt >= 0 && salt <= 1024)
                    .map(d -> pss(d, ofMask.get(), salt, key));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static MessageSignature pss(DigestAlgorithm digest, DigestAlgorithm mask, int salt, RSAPublicKey key) {
        var parameters = new PSSParameterSpec(digest.text(), "MGF1", new MGF1ParameterSpec(mask.text()), salt, 1);
        return new MessageSignature(
                "RSA-PSS with " + digest.text(),
                Optional.of(digest),
                KeyPolicy.standing(key).and(digest.standing()).and(mask.standing()),
                new Jca(SignatureScheme.PSS, Providers.ofRsa(digest), Optional.of(parameters)));
    }

    /** Whether that key made this signature over the whole message; false for any wrong one, however malformed. */
    public boolean verify(PublicKey key, InputStream message, byte[] signature) throws IOException {
        try {
            Signature verifier = Signature.getInstance(jca.name(), jca.provider());
            verifier.initVerify(key);
            if (jca.parameters().isPresent()) {
                verifier.setParameter(jca.parameters().get());
            }
            byte[] piece = new byte[PIECE];
            for (int read = message.read(piece); read >= 0; read = message.read(piece)) {
                verifier.update(piece, 0, read);
            }
            return verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
