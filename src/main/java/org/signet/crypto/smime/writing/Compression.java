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
        Counter counter = new Counter();
        deflate(content, counter);
        SizedOctets deflated = new SizedOctets() {
            @Override
            public long length() {
                return counter.octets;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                deflate(content, out);
            }
        };
        return Element.contentInfo(
                CmsType.COMPRESSED_DATA,
                Element.of(
                        Der.SEQUENCE,
                        SizedOctets.of(Signing.der(new ASN1Integer(0))),
                        SizedOctets.of(
                                Signing.der(new AlgorithmIdentifier(new ASN1ObjectIdentifier(CompressedData.ZLIB)))),
                        Element.of(
                                Der.SEQUENCE,
                                SizedOctets.of(Signing.der(new ASN1ObjectIdentifier(CmsType.DATA.oid()))),
                                Element.of(Der.TAGGED + Der.CONSTRUCTED, Element.of(Der.OCTET_STRING, deflated)))));
    }

    private static void deflate(SizedOctets content, OutputStream out) throws IOException {
        DeflaterOutputStream deflater = new DeflaterOutputStream(out);
        content.writeTo(deflater);
        deflater.finish();
    }

    /** Only counts. */
    private static final class Counter extends OutputStream {
        private long octets;

        @Override
        public void write(int octet) {
            octets++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            this.octets += length;
        }
    }
}
