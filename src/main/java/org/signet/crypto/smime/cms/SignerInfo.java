package org.signet.crypto.smime.cms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.x509.der.Der;
import org.signet.model.Bytes;

/**
 * One signature of a SignedData (RFC 5652 §5.3).
 *
 * @param signer who claims to have made it
 * @param digestOid dotted object identifier of the digest algorithm
 * @param attributes the signed attributes; empty if there are none
 * @param attributeForms the octets that the signature may cover if there are signed attributes: DER, and as they came
 * @param unsigned names of the unsigned attributes; nobody vouches for them
 */
public record SignerInfo(
        CertificateReference signer,
        String digestOid,
        AlgorithmIdentifier signatureAlgorithm,
        Optional<SignedAttributes> attributes,
        List<Bytes> attributeForms,
        Bytes signature,
        List<String> unsigned) {
    private static final int SIGNED = Der.TAGGED + Der.CONSTRUCTED;
    private static final int MAX = 1 << 20;

    static SignerInfo read(byte[] element) throws IOException {
        try {
            var asn1 = org.bouncycastle.asn1.cms.SignerInfo.getInstance(ContentInfo.primitive(element));
            List<Bytes> forms = new ArrayList<>();
            Optional<SignedAttributes> attributes = Optional.empty();
            if (asn1.getAuthenticatedAttributes() != null) {
                attributes = Optional.of(SignedAttributes.of(asn1.getAuthenticatedAttributes()));
                forms.add(Bytes.of(asn1.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER)));
                Bytes asTheyCame = attributesOf(element);
                if (!forms.contains(asTheyCame)) {
                    forms.add(asTheyCame);
                }
            }
            List<String> unsigned = new ArrayList<>();
            if (asn1.getUnauthenticatedAttributes() != null) {
                SignedAttributes.of(asn1.getUnauthenticatedAttributes()).names().forEach(unsigned::add);
            }
            return new SignerInfo(
                    CertificateReference.of(asn1.getSID()),
                    asn1.getDigestAlgorithm().getAlgorithm().getId(),
                    asn1.getDigestEncryptionAlgorithm(),
                    attributes,
                    List.copyOf(forms),
                    Bytes.of(asn1.getEncryptedDigest().getOctets()),
                    List.copyOf(unsigned));
        } catch (RuntimeException e) {
            throw new MalformedCms("What it says of a signer is malformed.", e);
        }
    }

    /** The attributes' octets, with the tag of a SET OF in place of theirs (§5.4). */
    private static Bytes attributesOf(byte[] element) throws IOException {
        try (BerReader ber = new BerReader(new ByteArrayInputStream(element))) {
            ber.enter(Der.SEQUENCE);
            while (ber.tag() != SIGNED) {
                ber.skip();
            }
            byte[] attributes = ber.element(MAX);
            attributes[0] = Der.SET;
            return Bytes.of(attributes);
        }
    }

    /** Dotted object identifier of the signature algorithm. */
    public String signatureOid() {
        return signatureAlgorithm.getAlgorithm().getId();
    }

    /** The digest algorithm, if it is one that we know. */
    public Optional<DigestAlgorithm> digest() {
        return DigestAlgorithm.ofOid(digestOid);
    }
}
