package org.signet.crypto.smime.writing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.CompressedData;
import org.signet.crypto.x509.der.Der;
import org.signet.model.SizedOctets;

/** Compresses content (RFC 3274). Before signing and encrypting: what is encrypted does not shrink. */
public final class Compression {
    private Compression() {}

    /** A CompressedData in DER. */
    public static SizedOctets compress(SizedOctets content) throws IOException {
        SizedOctets deflated = SizedOctets.measured(out -> deflate(content, out));
        return Element.contentInfo(
                CmsType.COMPRESSED_DATA,
                Element.of(
                        Der.SEQUENCE,
                        Element.of(new ASN1Integer(0)),
                        Element.of(new AlgorithmIdentifier(new ASN1ObjectIdentifier(CompressedData.ZLIB))),
                        Element.encapsulated(CmsType.DATA, deflated)));
    }

    private static void deflate(SizedOctets content, OutputStream out) throws IOException {
        DeflaterOutputStream deflater = new DeflaterOutputStream(out);
        content.writeTo(deflater);
        deflater.finish();
    }
}
