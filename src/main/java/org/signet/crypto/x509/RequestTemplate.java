package org.signet.crypto.x509;

import java.io.IOException;
import java.security.PublicKey;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.DistinguishedName;
import org.signet.model.EmailAddress;

/**
 * What a PKCS#10 request (RFC 2986) says: a mailbox and its new public key. The mailbox stands in the common name, where
 * it fits its 64 characters, and in the subjectAltName of an extensionRequest (RFC 2985 §5.4.2).
 */
public record RequestTemplate(EmailAddress address, PublicKey key) {
    private static final int MAX_COMMON_NAME = 64;

    /** The scheme that {@link #signed} declares, and that its signer must use. */
    public SignatureScheme scheme() {
        return SignatureScheme.forKey(key);
    }

    /**
     * The DER request.
     *
     * @param signer makes the signature value over the octets it is given, with {@link #scheme} and the private key
     */
    public Bytes signed(UnaryOperator<byte[]> signer) {
        try {
            return signed(info(), scheme(), signer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request that says something else, signed alike. */
    public static Bytes signed(CertificationRequestInfo info, SignatureScheme scheme, UnaryOperator<byte[]> signer)
            throws IOException {
        byte[] signature = signer.apply(info.getEncoded(ASN1Encoding.DER));
        DERSequence request =
                new DERSequence(new ASN1Encodable[] {info, TbsEncoder.algorithm(scheme), new DERBitString(signature)});
        return Bytes.of(request.getEncoded(ASN1Encoding.DER));
    }

    private CertificationRequestInfo info() throws IOException {
        String text = address.toString();
        DistinguishedName subject = text.length() <= MAX_COMMON_NAME
                ? DistinguishedName.commonName(text)
                : new DistinguishedName(java.util.List.of());
        GeneralNames mailbox = new GeneralNames(TbsEncoder.mailbox(address));
        Extensions wanted = new Extensions(new Extension(
                Extension.subjectAlternativeName,
                subject.attributes().isEmpty(),
                new DEROctetString(mailbox.getEncoded(ASN1Encoding.DER))));
        Attribute extensionRequest =
                new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(wanted));
        return new CertificationRequestInfo(
                Names.encode(subject),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()),
                new DERSet(extensionRequest));
    }
}
