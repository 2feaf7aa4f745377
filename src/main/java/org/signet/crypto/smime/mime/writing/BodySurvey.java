package org.signet.crypto.smime.mime.writing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.signet.model.StoredOctets;

/**
 * What a transport might do to a body (RFC 2045 §2.7, §2.8; RFC 2049 §3): found in one pass.
 *
 * @param length how many octets it has
 * @param bareLineFeeds lines that end with LF alone
 * @param plain neither octets beyond ASCII, nor NUL, nor a CR without LF
 * @param shortLines none longer than 998 octets
 * @param fragile white space ends a line, or "From " begins one, or a dot is one: programs on the way change these
 */
record BodySurvey(long length, long bareLineFeeds, boolean plain, boolean shortLines, boolean fragile) {
    private static final int MAX_LINE = 998;
    private static final int BLOCK = 64 * 1024;
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    static BodySurvey of(StoredOctets body) throws IOException {
        try (InputStream in = body.open()) {
            return new Pass(in).run();
        }
    }

    /** Fit for any transport (RFC 2045 §2.7). */
    boolean isSevenBit() {
        return plain && shortLines;
    }

    /** And for the programs on its way. */
    boolean isRobust() {
        return isSevenBit() && !fragile;
    }

    /** How many octets it has when all its lines end with CRLF. */
    long canonicalLength() {
        return length + bareLineFeeds;
    }

    private static final class Pass {
        private final InputStream in;
        private final byte[] block = new byte[BLOCK];
        private long length;
        private long bareLineFeeds;
        private boolean plain = true;
        private boolean shortLines = true;
        private boolean fragile;

        Pass(InputStream in) {
            this.in = in;
        }

        BodySurvey run() throws IOException {
            int end = in.readNBytes(block, 0, BLOCK);
            while (end > 0) {
                int used = lines(end, end < BLOCK);
                System.arraycopy(block, used, block, 0, end - used);
                length += used;
                int read = in.readNBytes(block, end - used, BLOCK - (end - used));
                end = end - used + read;
            }
            return new BodySurvey(length, bareLineFeeds, plain, shortLines, fragile);
        }

        /** Looks at the whole lines of the block; how many octets they have. */
        private int lines(int end, boolean last) {
            int from = 0;
            for (int i = 0; i < end; i++) {
                if (block[i] == '\n') {
                    boolean crBefore = i > from && block[i - 1] == '\r';
                    bareLineFeeds += crBefore ? 0 : 1;
                    line(from, crBefore ? i - 1 : i);
                    from = i + 1;
                }
            }
            if (last && from < end) {
                line(from, end);
                return end;
            }
            if (from == 0) {
                // One line fills the block. Its last octet stays, for it may be the CR of its end.
                line(0, end - 1);
                return end - 1;
            }
            return from;
        }

        private void line(int from, int to) {
            for (int i = from; i < to; i++) {
                byte octet = block[i];
                if (octet <= 0 || octet == '\r') {
                    plain = false;
                }
            }
            shortLines &= to - from <= MAX_LINE;
            fragile |= to > from && (block[to - 1] == ' ' || block[to - 1] == '\t')
                    || to - from == 1 && block[from] == '.'
                    || to - from >= FROM.length && Arrays.equals(block, from, from + FROM.length, FROM, 0, FROM.length);
        }
    }
}
