package org.signet.ca.trust;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * A serialised certificate store of Windows ([MS-OSHARED] §2.3.9.1), which {@code Set-SmimeConfig} takes: roots and those below them,
 * each without properties. Not tested against Exchange, which nobody can run here.
 */
final class ExchangeOnline {
    static final TrustKit KIT = new TrustKit(
            "exchange",
            TrustKit.Platform.WINDOWS,
            "exchange-online.sst",
            "application/vnd.ms-pki.certstore",
            "Exchange Online, Outlook on the web and on phones: a serialised store",
            ExchangeOnline::write);

    private static final int FILE_TYPE = 0x54524543;
    /** The entry is a certificate; properties would come before it. */
    private static final int CERTIFICATE = 0x20;

    private static final int ASN1_ENCODING = 1;
    private static final int HEADER = 8;
    private static final int ENTRY = 12;

    private ExchangeOnline() {}

    private static Bytes write(TrustSite site) {
        List<Certificate> all = site.anchors().chain().certificates();
        int length = HEADER + ENTRY;
        for (Certificate each : all) {
            length += ENTRY + each.der().length();
        }
        ByteBuffer store = ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putInt(FILE_TYPE);
        for (Certificate each : all) {
            store.putInt(CERTIFICATE)
                    .putInt(ASN1_ENCODING)
                    .putInt(each.der().length())
                    .put(each.der().toArray());
        }
        // What is left is zero: the end marker (§2.3.2.5.2).
        return Bytes.of(store.array());
    }
}
