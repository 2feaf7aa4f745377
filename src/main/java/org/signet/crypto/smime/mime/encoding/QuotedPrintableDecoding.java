package org.signet.crypto.smime.mime.encoding;

import java.io.InputStream;
import org.signet.model.StoredOctets;

/**
 * Quoted-printable as RFC 2045 §6.7 reads it: white space at the end of a line was added on the way and is dropped; a {@code =}
 * that begins nothing stands for itself.
 */
public final class QuotedPrintableDecoding extends DecodingStream {
    /** No answer yet: it depends on octets that are not in the block. */
    private static final int LATER = -1;

    private QuotedPrintableDecoding(InputStream source) {
        super(source, BLOCK, BLOCK);
    }

    /** A view of the octets that a text in quoted-printable stands for. */
    public static StoredOctets of(StoredOctets quotedPrintable) {
        return () -> new QuotedPrintableDecoding(quotedPrintable.open());
    }

    @Override
    void decode() {
        while (at < end) {
            byte octet = in[at];
            if (octet != '=' && octet != ' ' && octet != '\t') {
                out[outEnd++] = octet;
                at++;
                continue;
            }
            int next = octet == '=' ? afterEqualsSign() : afterSpace();
            if (next == LATER) {
                if (at > 0 || end < in.length) {
                    return;
                }
                // A block full of white space is no line end's; without this, it would be waited for without end.
                next = octet == '=' ? at + 1 : end;
                System.arraycopy(in, at, out, outEnd, next - at);
                outEnd += next - at;
            }
            at = next;
        }
    }

    private int afterSpace() {
        int to = spaceEnd(at);
        if (to == end && !last) {
            return LATER;
        }
        if (to < end && in[to] != '\r' && in[to] != '\n') {
            System.arraycopy(in, at, out, outEnd, to - at);
            outEnd += to - at;
        }
        return to;
    }

    private int afterEqualsSign() {
        int to = spaceEnd(at + 1);
        if (to == end || in[to] == '\r' && to + 1 == end) {
            return last ? end : LATER;
        }
        if (in[to] == '\n') {
            return to + 1;
        }
        if (in[to] == '\r') {
            return in[to + 1] == '\n' ? to + 2 : to + 1;
        }
        if (at + 2 >= end && !last) {
            return LATER;
        }
        int high = Character.digit(in[at + 1], 16);
        int low = at + 2 < end ? Character.digit(in[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            out[outEnd++] = '=';
            return at + 1;
        }
        out[outEnd++] = (byte) (high << 4 | low);
        return at + 3;
    }

    private int spaceEnd(int from) {
        int to = from;
        while (to < end && (in[to] == ' ' || in[to] == '\t')) {
            to++;
        }
        return to;
    }
}
