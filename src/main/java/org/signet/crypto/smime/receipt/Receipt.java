package org.signet.crypto.smime.receipt;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.Oids;
import org.signet.crypto.smime.cms.SignedAttributes;
import org.signet.crypto.smime.cms.SignerInfo;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.smime.writing.Signing.ExtraAttribute;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SizedOctets;

/**
 * Confirms that a signed message came (RFC 2634 §2.8). It names the signature that asked for it, and is signed itself.
 *
 * @param contentType dotted object identifier of what was signed
 * @param identifier of the request
 * @param signature the one that asked
 */
public record Receipt(String contentType, Bytes identifier, Bytes signature) {
    private static final int VERSION = 1;

    /** That for this signature, if it asks for one. */
    public static Optional<Receipt> asked(SignerInfo info) {
        return info.attributes()
                .flatMap(ReceiptRequest::of)
                .map(request -> new Receipt(
                        info.attributes().flatMap(SignedAttributes::contentType).orElse(CmsType.DATA.oid()),
                        request.identifier(),
                        info.signature()));
    }

    /** Reads one; its octets are those that its signature covers. */
    public static Outcome<Receipt> parse(Bytes der) {
        try {
            ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
            return Outcome.ok(new Receipt(
                    ASN1ObjectIdentifier.getInstance(sequence.getObjectAt(1)).getId(),
                    Bytes.of(
                            ASN1OctetString.getInstance(sequence.getObjectAt(2)).getOctets()),
                    Bytes.of(
                            ASN1OctetString.getInstance(sequence.getObjectAt(3)).getOctets())));
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This receipt is malformed.");
        }
    }

    private byte[] der() {
        try {
            return new DERSequence(new ASN1Encodable[] {
                        new ASN1Integer(VERSION),
                        new ASN1ObjectIdentifier(contentType),
                        new DEROctetString(identifier.toArray()),
                        new DEROctetString(signature.toArray())
                    })
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, signed: a SignedData in DER, straight around the receipt (§2.5). */
    public SizedOctets signed(SignerInfo asking, Signing signing) throws IOException {
        Bytes digest = attributesDigest(asking).orElseThrow();
        return signing.attached(
                CmsType.RECEIPT,
                SizedOctets.of(der()),
                List.of(new ExtraAttribute(Oids.MESSAGE_SIGNATURE_DIGEST, new DEROctetString(digest.toArray()))));
    }

    /** What binds a receipt to the attributes that were signed (§2.4): their digest, by the algorithm of that signature. */
    private static Optional<Bytes> attributesDigest(SignerInfo asking) {
        return asking.attributeForms().stream()
                .findFirst()
                .flatMap(form -> asking.digest().map(algorithm -> Bytes.of(algorithm.of(form.toArray()))));
    }

    /**
     * Whether it is the receipt for that signature (§2.6).
     *
     * @param itself the receipt's own signature, which was checked before
     * @param asking the signature of what was sent
     * @return what is wrong with it, a sentence; nothing if it is right
     */
    public Optional<String> objection(SignerInfo itself, SignerInfo asking) {
        Optional<Receipt> expected = asked(asking);
        if (expected.isEmpty()) {
            return Optional.of("What was sent did not ask for a receipt.");
        }
        if (!expected.get().equals(this)) {
            return Optional.of("It is the receipt for another message.");
        }
        Optional<Bytes> named = itself.attributes().flatMap(SignedAttributes::messageSignatureDigest);
        return named.isPresent() && named.equals(attributesDigest(asking))
                ? Optional.empty()
                : Optional.of("It does not confirm what was sent as it was sent.");
    }
}
