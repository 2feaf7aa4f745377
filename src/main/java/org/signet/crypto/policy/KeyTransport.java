package org.signet.crypto.policy;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * How a content key is encrypted to an RSA key: PKCS#1 v1.5, which every mail program reads, or OAEP (RFC 3560).
 *
 * @param oaep its parameters; empty for PKCS#1 v1.5
 */
public record KeyTransport(Optional<OAEPParameterSpec> oaep) {
    public static final KeyTransport PKCS1 = new KeyTransport(Optional.empty());
    /** With SHA-256 throughout (RFC 8551 §2.3). */
    public static final KeyTransport OAEP =
            oaep(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256, PSource.PSpecified.DEFAULT);

    private static final String ONE_BLOCK = "RSA/ECB/";

    private static KeyTransport oaep(DigestAlgorithm digest, DigestAlgorithm mask, PSource label) {
        return new KeyTransport(
                Optional.of(new OAEPParameterSpec(digest.text(), "MGF1", new MGF1ParameterSpec(mask.text()), label)));
    }

    /** What an AlgorithmIdentifier stands for; OAEP without parameters means SHA-1 (RFC 4055 §4.1). */
    public static Optional<KeyTransport> of(AlgorithmIdentifier algorithm) {
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Optional.of(PKCS1);
        }
        if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
            return Optional.empty();
        }
        try {
            ASN1Primitive given = algorithm.getParameters() == null
                    ? null
                    : algorithm.getParameters().toASN1Primitive();
            RSAESOAEPparams parameters = given == null ? new RSAESOAEPparams() : RSAESOAEPparams.getInstance(given);
            var mask = AlgorithmIdentifier.getInstance(
                    parameters.getMaskGenAlgorithm().getParameters());
            byte[] label = ASN1OctetString.getInstance(
                            parameters.getPSourceAlgorithm().getParameters())
                    .getOctets();
            return DigestAlgorithm.ofOid(
                            parameters.getHashAlgorithm().getAlgorithm().getId())
                    .flatMap(d -> DigestAlgorithm.ofOid(mask.getAlgorithm().getId())
                            .map(m -> oaep(d, m, new PSource.PSpecified(label))));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** The AlgorithmIdentifier of one of the two that we write. */
    public AlgorithmIdentifier identifier() {
        if (oaep.isEmpty()) {
            return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        }
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSAES_OAEP,
                new RSAESOAEPparams(
                        sha256,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                        RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
    }

    /** As people write it. */
    public String text() {
        return oaep.map(parameters -> "RSA-OAEP with " + parameters.getDigestAlgorithm())
                .orElse("RSA PKCS#1 v1.5");
    }

    private String jcaName() {
        return ONE_BLOCK + (oaep.isPresent() ? "OAEPPadding" : "PKCS1Padding");
    }

    public byte[] encrypt(PublicKey key, byte[] contentKey) {
        try {
            Cipher cipher = Cipher.getInstance(jcaName());
            if (oaep.isPresent()) {
                cipher.init(Cipher.WRAP_MODE, key, oaep.get());
            } else {
                cipher.init(Cipher.WRAP_MODE, key);
            }
            return cipher.wrap(new SecretKeySpec(contentKey, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encrypting to an RSA key failed", e);
        }
    }

    /** The content key; nothing if the padding is wrong. Whoever asks must not show the difference (RFC 3218 §2.3). */
    public Optional<byte[]> decrypt(PrivateKey key, byte[] encrypted) {
        try {
            Cipher cipher = oaep.isPresent()
                    ? Cipher.getInstance(jcaName())
                    : Cipher.getInstance(jcaName(), Providers.ofRsaDecryption());
            if (oaep.isPresent()) {
                cipher.init(Cipher.DECRYPT_MODE, key, oaep.get());
            } else {
                cipher.init(Cipher.DECRYPT_MODE, key);
            }
            return Optional.of(cipher.doFinal(encrypted));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
