package org.signet.crypto.smime.cms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.x509.der.Der;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/**
 * An EnvelopedData (RFC 5652 §6) or AuthEnvelopedData (RFC 5083). The encrypted content stays where it is.
 *
 * @param contentType dotted object identifier of what is encrypted
 * @param tag what protects the content, if it is an AuthEnvelopedData
 * @param authenticated DER of the attributes that the tag protects too; empty without any
 */
public record EnvelopedData(
        CmsType type,
        List<Recipient> recipients,
        String contentType,
        AlgorithmIdentifier cipher,
        StoredOctets encrypted,
        Optional<Bytes> tag,
        Bytes authenticated) {
    private static final int ORIGINATOR = Der.TAGGED + Der.CONSTRUCTED;
    private static final int AUTHENTICATED = Der.TAGGED + Der.CONSTRUCTED + 1;
    private static final int MAX_RECIPIENTS = 1000;
    private static final int MAX = 64 * 1024;
    private static final int MAX_ATTRIBUTES = 1 << 20;

    /** @throws MalformedCms if it is none, or not whole; another IOException if it cannot be read */
    public static EnvelopedData read(StoredOctets octets, CmsType type) throws IOException {
        try (BerReader ber = ContentInfo.open(octets, type)) {
            toRecipients(ber);
            List<Recipient> recipients = new ArrayList<>();
            ber.enter(Der.SET);
            while (ber.more()) {
                recipients.addAll(Recipient.of(ber.element(MAX)));
                if (recipients.size() > MAX_RECIPIENTS) {
                    throw new MalformedCms("It is encrypted to more than " + MAX_RECIPIENTS + " recipients.");
                }
            }
            ber.leave();
            ber.enter(Der.SEQUENCE);
            String contentType = ContentInfo.oid(ber);
            AlgorithmIdentifier cipher = ContentInfo.algorithm(ber, MAX);
            passContent(ber);
            ber.leave();
            Bytes authenticated = Bytes.of();
            if (ber.tag() == AUTHENTICATED) {
                authenticated = attributes(ber.element(MAX_ATTRIBUTES));
            }
            Optional<Bytes> tag = Optional.empty();
            if (type == CmsType.AUTH_ENVELOPED_DATA) {
                tag = Optional.of(Bytes.of(ASN1OctetString.getInstance(ContentInfo.primitive(ber, MAX))
                        .getOctets()));
            }
            return new EnvelopedData(
                    type, List.copyOf(recipients), contentType, cipher, content(octets, type), tag, authenticated);
        } catch (RuntimeException e) {
            throw new MalformedCms("It is malformed.", e);
        }
    }

    private static void toRecipients(BerReader ber) throws IOException {
        ber.skip();
        if (ber.tag() == ORIGINATOR) {
            ber.skip();
        }
    }

    /** To the end of it, so that a message that is cut off is noticed before anything is decrypted. */
    private static void passContent(BerReader ber) throws IOException {
        if (ber.tag() < 0) {
            throw new MalformedCms("The encrypted content is not inside.");
        }
        ber.skip();
    }

    /** They are authenticated as a SET OF (RFC 5083 §2.2). */
    private static Bytes attributes(byte[] element) throws IOException {
        element[0] = Der.SET;
        ASN1Set set = ASN1Set.getInstance(ContentInfo.primitive(element));
        return Bytes.of(new DERSet(set.toArray()).getEncoded(ASN1Encoding.DER));
    }

    private static StoredOctets content(StoredOctets octets, CmsType type) {
        return () -> {
            BerReader ber = ContentInfo.open(octets, type);
            toRecipients(ber);
            ber.skip();
            ber.enter(Der.SEQUENCE);
            ber.skip();
            ber.skip();
            return ber.octets(Der.TAGGED);
        };
    }
}
