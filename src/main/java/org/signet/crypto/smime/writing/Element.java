package org.signet.crypto.smime.writing;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.x509.der.Der;
import org.signet.model.SizedOctets;

/** Elements of DER whose content is not held in memory. */
final class Element {
    private Element() {}

    /** One element of that tag, with these octets one after the other as its content. */
    static SizedOctets of(int tag, SizedOctets... contents) {
        SizedOctets content = SizedOctets.concat(contents);
        return SizedOctets.concat(SizedOctets.of(Der.header(tag, content.length())), content);
    }

    /** RFC 5652 §3. */
    static SizedOctets contentInfo(CmsType type, SizedOctets content) {
        byte[] oid = Signing.der(new ASN1ObjectIdentifier(type.oid()));
        return of(Der.SEQUENCE, SizedOctets.of(oid), of(Der.TAGGED + Der.CONSTRUCTED, content));
    }
}
