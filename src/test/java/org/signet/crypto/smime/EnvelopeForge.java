package org.signet.crypto.smime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.writing.Encryption;
import org.signet.model.SizedOctets;

/** An envelope of ours whose elements a test exchanges for others. */
public final class EnvelopeForge {
    /** Places in EnvelopedData and AuthEnvelopedData without originatorInfo. */
    public static final int RECIPIENTS = 1;

    private static final int CONTENT = 2;
    public static final int TAG = 3;

    private ASN1ObjectIdentifier type;
    private ASN1Encodable[] fields;

    private EnvelopeForge(byte[] der) {
        ContentInfo info = ContentInfo.getInstance(der);
        type = info.getContentType();
        fields = ASN1Sequence.getInstance(info.getContent()).toArray();
    }

    public static EnvelopeForge of(byte[] content, ContentCipher cipher, Person... recipients) {
        return new EnvelopeForge(encrypt(content, cipher, KeyTransport.PKCS1, recipients));
    }

    public static EnvelopeForge of(byte[] der) {
        return new EnvelopeForge(der);
    }

    /** As it should be. */
    public static byte[] encrypt(byte[] content, ContentCipher cipher, KeyTransport transport, Person... recipients) {
        return new Encryption(cipher, transport, People.RANDOM)
                .encrypt(
                        SizedOctets.of(content),
                        Arrays.stream(recipients).map(Person::certificate).toList())
                .toArray();
    }

    public EnvelopeForge type(CmsType other) {
        type = new ASN1ObjectIdentifier(other.oid());
        return this;
    }

    /** Changes the element in that place. */
    public EnvelopeForge change(int place, UnaryOperator<ASN1Encodable> how) {
        fields[place] = how.apply(fields[place]);
        return this;
    }

    public EnvelopeForge insert(int place, ASN1Encodable field) {
        List<ASN1Encodable> all = new java.util.ArrayList<>(List.of(fields));
        all.add(place, field);
        fields = all.toArray(ASN1Encodable[]::new);
        return this;
    }

    /** What the cipher's AlgorithmIdentifier is to be. */
    public EnvelopeForge cipher(ASN1Encodable identifier) {
        return content(1, old -> identifier);
    }

    public EnvelopeForge encrypted(UnaryOperator<byte[]> how) {
        return content(2, old -> {
            ASN1TaggedObject tagged = (ASN1TaggedObject) old;
            byte[] octets = org.bouncycastle.asn1.ASN1OctetString.getInstance(tagged, false)
                    .getOctets();
            return new DERTaggedObject(false, 0, new org.bouncycastle.asn1.DEROctetString(how.apply(octets)));
        });
    }

    private EnvelopeForge content(int place, UnaryOperator<ASN1Encodable> how) {
        return change(CONTENT, info -> {
            ASN1Encodable[] parts = ASN1Sequence.getInstance(info).toArray();
            parts[place] = how.apply(parts[place]);
            return new DERSequence(parts);
        });
    }

    public byte[] der() {
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.addAll(fields);
        try {
            return new ContentInfo(type, new DERSequence(all)).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The element in that place. */
    public ASN1Primitive field(int place) {
        return fields[place].toASN1Primitive();
    }
}
