package org.signet.crypto.x509;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.signet.model.Bytes;

/** Several certificates in one file. */
public record CertificateBundle(List<Certificate> certificates) {
    public CertificateBundle {
        certificates = List.copyOf(certificates);
    }

    /** PEM blocks (RFC 7468), one after the other. */
    public String pem() {
        return certificates.stream().map(Certificate::pem).collect(Collectors.joining());
    }

    /** A certs-only SignedData (RFC 5652 §5, RFC 8551 §3.8) in DER: {@code .p7b}, {@code .p7c}. */
    public Bytes pkcs7() {
        ASN1EncodableVector set = new ASN1EncodableVector();
        try {
            for (Certificate certificate : certificates) {
                set.add(org.bouncycastle.asn1.ASN1Primitive.fromByteArray(
                        certificate.der().toArray()));
            }
            DERSequence signedData = new DERSequence(new ASN1Encodable[] {
                new ASN1Integer(1),
                new DERSet(),
                new DERSequence(CMSObjectIdentifiers.data),
                new DERTaggedObject(false, 0, new DERSet(set)),
                new DERSet()
            });
            DERSequence contentInfo = new DERSequence(
                    new ASN1Encodable[] {CMSObjectIdentifiers.signedData, new DERTaggedObject(true, 0, signedData)});
            return Bytes.of(contentInfo.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
