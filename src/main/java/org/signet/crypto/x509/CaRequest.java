package org.signet.crypto.x509;

import java.io.IOException;
import java.security.PublicKey;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.DistinguishedName;

/** The PKCS#10 request (RFC 2986) of an issuing CA to a CA that others run: its name, its key, and that it is to be a CA. */
public record CaRequest(DistinguishedName subject, PublicKey key) {

    /** The DER request; the signer is as of {@link RequestTemplate#signed}. */
    public Bytes signed(UnaryOperator<byte[]> signer) {
        try {
            Extensions wanted = new Extensions(new Extension[] {
                extension(Extension.basicConstraints, new BasicConstraints(0).getEncoded(ASN1Encoding.DER)),
                extension(
                        Extension.keyUsage,
                        new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign).getEncoded(ASN1Encoding.DER))
            });
            Attribute extensionRequest =
                    new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(wanted));
            CertificationRequestInfo info = new CertificationRequestInfo(
                    Names.encode(subject),
                    SubjectPublicKeyInfo.getInstance(key.getEncoded()),
                    new DERSet(extensionRequest));
            return RequestTemplate.signed(info, SignatureScheme.forKey(key), signer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Extension extension(org.bouncycastle.asn1.ASN1ObjectIdentifier oid, byte[] value) {
        return new Extension(oid, true, new DEROctetString(value));
    }
}
