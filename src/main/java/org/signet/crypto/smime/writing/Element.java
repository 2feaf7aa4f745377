package org.signet.crypto.smime.writing;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.x509.der.Der;
import org.signet.model.SizedOctets;

/** Elements of DER; the content of large ones is not held in memory. */
final class Element {

    private Element() {}

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** DER wants the elements of a SET OF in the order of their octets (X.690 §11.6). */
    static byte[] sorted(int tag, Stream<byte[]> elements) {
        return Der.of(tag, elements.sorted(Arrays::compareUnsigned).toArray(byte[][]::new));
    }

    static SizedOctets of(ASN1Encodable value) {
        return SizedOctets.of(der(value));
    }

    static SizedOctets oid(CmsType type) {
        return of(new ASN1ObjectIdentifier(type.oid()));
    }

    /** One element of that tag, with these octets one after the other as its content. */
    static SizedOctets of(int tag, SizedOctets... contents) {
        SizedOctets content = SizedOctets.concat(contents);
        return SizedOctets.concat(SizedOctets.of(Der.header(tag, content.length())), content);
    }

    /** RFC 5652 §3. */
    static SizedOctets contentInfo(CmsType type, SizedOctets content) {
        return of(Der.SEQUENCE, oid(type), of(Der.TAGGED + Der.CONSTRUCTED, content));
    }

    /** An EncapsulatedContentInfo with its content (RFC 5652 §5.2). */
    static SizedOctets encapsulated(CmsType type, SizedOctets content) {
        return contentInfo(type, of(Der.OCTET_STRING, content));
    }
}
