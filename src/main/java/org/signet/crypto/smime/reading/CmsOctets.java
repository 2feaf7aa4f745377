package org.signet.crypto.smime.reading;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.signet.crypto.smime.mime.TransferEncoding;
import org.signet.model.StoredOctets;

/** A CMS object as it comes in files and bodies: DER or BER, base64 of it, or PEM (RFC 7468 §8, §9). */
final class CmsOctets {
    private static final int SEQUENCE = 0x30;
    private static final int HEAD = 1024;

    private CmsOctets() {}

    /** Its octets; those of something else come out as they are, or as junk that no reader takes for CMS. */
    static StoredOctets of(StoredOctets given) throws IOException {
        byte[] head = given.head(HEAD);
        if (head.length > 0 && (head[0] & 0xff) == SEQUENCE && !isText(head)) {
            return given;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
        boolean pem = text.contains("-----BEGIN ");
        return pem || text.startsWith("MI") || text.startsWith("MA")
                ? TransferEncoding.BASE64.decode(pem ? () -> new PemBody(given.open()) : given)
                : given;
    }

    /** Whether it could be that of DER: "0" begins a line of text too. */
    private static boolean isText(byte[] head) {
        for (byte octet : head) {
            if (octet < '\t' || octet > '~') {
                return false;
            }
        }
        return true;
    }

    /** The lines between those that begin and end the first block. */
    private static final class PemBody extends InputStream {
        private final InputStream in;
        private boolean lineStart = true;
        private boolean begun;

        PemBody(InputStream in) {
            this.in = new BufferedInputStream(in, 64 * 1024);
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            while (octet >= 0 && (!begun || lineStart && octet == '-')) {
                boolean mark = lineStart && octet == '-';
                if (mark && begun) {
                    return -1;
                }
                while (octet >= 0 && octet != '\n') {
                    octet = in.read();
                }
                begun |= mark;
                octet = in.read();
            }
            lineStart = octet == '\n';
            return octet;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
