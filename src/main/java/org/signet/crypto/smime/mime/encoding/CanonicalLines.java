package org.signet.crypto.smime.mime.encoding;

import java.io.InputStream;
import org.signet.model.StoredOctets;

/**
 * Text whose lines end with CRLF (RFC 2046 §4.1.1, RFC 8551 §3.1.1), made of text whose lines may end with LF alone, as files on
 * Unix do. A CR alone ends no line and stays.
 */
public final class CanonicalLines extends DecodingStream {
    private boolean afterCr;

    private CanonicalLines(InputStream source) {
        super(source, BLOCK, 2 * BLOCK);
    }

    /** A view of the text; where all lines end with CRLF, it is the same octets. */
    public static StoredOctets of(StoredOctets text) {
        return () -> new CanonicalLines(text.open());
    }

    @Override
    void decode() {
        int from = at;
        for (int i = at; i < end; i++) {
            if (in[i] != '\n') {
                continue;
            }
            if (i > at ? in[i - 1] != '\r' : !afterCr) {
                from = copy(from, i);
                out[outEnd++] = '\r';
            }
        }
        copy(from, end);
        afterCr = end > at ? in[end - 1] == '\r' : afterCr;
        at = end;
    }

    private int copy(int from, int to) {
        System.arraycopy(in, from, out, outEnd, to - from);
        outEnd += to - from;
        return to;
    }
}
