package org.signet.crypto.smime.cms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.KeyWrap;

/** The sender's half of a key agreement (RFC 5753 §3.1.1, §7.2). */
public final class EphemeralKey {
    private EphemeralKey() {}

    /** The originator's key on the curve of the recipient's: its identifier may leave the curve out. */
    public static SubjectPublicKeyInfo like(SubjectPublicKeyInfo originator, SubjectPublicKeyInfo recipient) {
        return new SubjectPublicKeyInfo(
                recipient.getAlgorithm(), originator.getPublicKeyData().getOctets());
    }

    /** DER of ECC-CMS-SharedInfo; it tells the wrapping key's length in bits. */
    public static byte[] sharedInfo(AlgorithmIdentifier wrapAlgorithm, Optional<byte[]> ukm, KeyWrap wrap) {
        byte[] bits = ByteBuffer.allocate(4).putInt(wrap.keyOctets() * 8).array();
        try {
            return new ECCCMSSharedInfo(wrapAlgorithm, ukm.orElse(null), bits).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
