package org.signet.crypto.smime.cms;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.x509.der.Der;
import org.signet.model.StoredOctets;

/** The outermost element of a CMS object (RFC 5652 §3): its type and where its content lies. */
public final class ContentInfo {
    private static final int MAX_OID = 64;

    private ContentInfo() {}

    /** The dotted object identifier of the content's type. */
    public static String type(StoredOctets octets) throws IOException {
        try (BerReader ber = new BerReader(octets.open())) {
            ber.enter(Der.SEQUENCE);
            return oid(ber);
        }
    }

    /** A reader within the content's own SEQUENCE. */
    static BerReader open(StoredOctets octets, CmsType expected) throws IOException {
        BerReader ber = new BerReader(octets.open());
        try {
            ber.enter(Der.SEQUENCE);
            if (!oid(ber).equals(expected.oid())) {
                throw new MalformedCms("It is another kind of CMS object than was said.");
            }
            ber.enter(Der.TAGGED + Der.CONSTRUCTED);
            ber.enter(Der.SEQUENCE);
            return ber;
        } catch (IOException | RuntimeException e) {
            ber.close();
            throw e;
        }
    }

    static String oid(BerReader ber) throws IOException {
        return primitive(ber, MAX_OID) instanceof ASN1ObjectIdentifier oid ? oid.getId() : malformed();
    }

    private static String malformed() throws MalformedCms {
        throw new MalformedCms("It lacks the identifier of what it holds.");
    }

    /** The next element as one of the library's objects. */
    static ASN1Primitive primitive(BerReader ber, int most) throws IOException {
        if (ber.tag() < 0) {
            throw new MalformedCms("It lacks an element that belongs there.");
        }
        return primitive(ber.element(most));
    }

    static AlgorithmIdentifier algorithm(BerReader ber, int most) throws IOException {
        ASN1Primitive algorithm = primitive(ber, most);
        try {
            return AlgorithmIdentifier.getInstance(algorithm);
        } catch (RuntimeException e) {
            throw new MalformedCms("The identifier of its algorithm is malformed.", e);
        }
    }

    static ASN1Primitive primitive(byte[] element) throws IOException {
        try {
            return ASN1Primitive.fromByteArray(element);
        } catch (IOException | RuntimeException e) {
            throw new MalformedCms("It holds an element that is malformed.", e);
        }
    }
}
