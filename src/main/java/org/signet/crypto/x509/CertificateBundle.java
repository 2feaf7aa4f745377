package org.signet.crypto.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Several certificates in one file. */
public record CertificateBundle(List<Certificate> certificates) {
    public CertificateBundle {
        certificates = List.copyOf(certificates);
    }

    /** Reads certificates as CAs hand them out: PEM blocks, one DER certificate, or a PKCS#7 file in either form. */
    public static Outcome<CertificateBundle> parse(byte[] file) {
        try {
            if (Pem.isPem(file)) {
                String text = new String(file, StandardCharsets.ISO_8859_1);
                for (String label : List.of("PKCS7", "CMS")) {
                    List<Bytes> blocks = Pem.decodeAll(label, text);
                    if (!blocks.isEmpty()) {
                        return ofPkcs7(blocks.get(0).toArray());
                    }
                }
            } else if (ASN1Primitive.fromByteArray(file) instanceof ASN1Sequence sequence
                    && sequence.size() == 2
                    && CMSObjectIdentifiers.signedData.equals(sequence.getObjectAt(0))) {
                return ofPkcs7(file);
            }
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a readable file of certificates.");
        }
        return Certificate.parseFile(file).map(CertificateBundle::new);
    }

    private static Outcome<CertificateBundle> ofPkcs7(byte[] der) throws IOException {
        ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(der));
        ASN1Set set = SignedData.getInstance(info.getContent()).getCertificates();
        List<Certificate> certificates = new ArrayList<>();
        for (ASN1Encodable each : set == null ? new DERSet() : set) {
            Outcome<Certificate> parsed =
                    Certificate.parse(Bytes.of(each.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
            if (!parsed.isOk()) {
                return Outcome.refused(parsed.refusal());
            }
            certificates.add(parsed.orThrow());
        }
        return certificates.isEmpty()
                ? Outcome.refused(RefusalCode.BAD_INPUT, "There is no certificate in this file.")
                : Outcome.ok(new CertificateBundle(certificates));
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
                set.add(ASN1Primitive.fromByteArray(certificate.der().toArray()));
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
