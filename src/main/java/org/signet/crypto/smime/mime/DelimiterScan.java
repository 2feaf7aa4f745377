package org.signet.crypto.smime.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass over a multipart's body that finds the lines of its delimiters (RFC 2046 §5.1.1): {@code --boundary}, after the last
 * part {@code --boundary--}, with white space behind them at most. So the longer boundary of a multipart within is not taken
 * for one. Lines end with CRLF or LF.
 */
final class DelimiterScan {
    static final int BLOCK = 64 * 1024;

    /** Where a part begins, and how long it is. */
    record Span(long from, long length) {}

    private final InputStream in;
    private final byte[] dashBoundary;
    private final int mostParts;
    private final List<Span> parts = new ArrayList<>();

    private final byte[] block;
    /** How many octets of the body stand before the block. */
    private long before;

    private int at;
    private int end;
    private boolean last;

    /** Where the part begins that is being read; negative before the first. */
    private long partFrom = -1;

    private long preambleEnd = -1;
    private long epilogueFrom;
    private boolean closed;

    DelimiterScan(InputStream in, String boundary, int mostParts) {
        this.in = in;
        this.dashBoundary = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        this.mostParts = mostParts;
        this.block = new byte[Math.max(BLOCK, 4 * dashBoundary.length)];
    }

    /** False if there are too many parts; the scan stops then. */
    boolean run() throws IOException {
        int lineEndLength = 0;
        do {
            long lineFrom = before + at;
            if (isDelimiter()) {
                preambleEnd = preambleEnd < 0 ? lineFrom : preambleEnd;
                endPart(lineFrom - lineEndLength);
                if (closed) {
                    return true;
                }
                if (parts.size() == mostParts) {
                    return false;
                }
                partFrom = before + at;
                lineEndLength = 0;
            } else {
                lineEndLength = skipLine();
            }
        } while (has(1));
        endPart(before + end);
        epilogueFrom = before + end;
        return true;
    }

    List<Span> parts() {
        return parts;
    }

    boolean closed() {
        return closed;
    }

    /** Where the line of the first delimiter begins; negative if there is none. */
    long preambleEnd() {
        return preambleEnd;
    }

    /** Behind the dashes of the last delimiter, or at the end. */
    long epilogueFrom() {
        return epilogueFrom;
    }

    private void endPart(long contentEnd) {
        if (partFrom >= 0) {
            parts.add(new Span(partFrom, Math.max(0, contentEnd - partFrom)));
        }
    }

    /** Whether the line here is a delimiter; if so, it is passed, and {@link #closed} tells whether it is the last. */
    private boolean isDelimiter() throws IOException {
        int length = dashBoundary.length;
        if (!has(length) || block[at] != '-' || !Arrays.equals(block, at, at + length, dashBoundary, 0, length)) {
            return false;
        }
        boolean dashes = has(length + 2) && block[at + length] == '-' && block[at + length + 1] == '-';
        at += dashes ? length + 2 : length;
        long afterDashes = before + at;
        // What is no delimiter after all is passed up to here only, and no line end is: the line goes on.
        while (has(1)) {
            byte octet = block[at];
            if (octet == '\n') {
                at++;
                break;
            }
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
            at++;
        }
        closed = dashes;
        epilogueFrom = afterDashes;
        return true;
    }

    /** To the next line; how many octets end this one. */
    private int skipLine() throws IOException {
        boolean afterCr = false;
        while (has(1)) {
            int from = at;
            while (at < end && block[at] != '\n') {
                at++;
            }
            afterCr = at > from ? block[at - 1] == '\r' : afterCr;
            if (at < end) {
                at++;
                return afterCr ? 2 : 1;
            }
        }
        return 0;
    }

    /** Whether so many octets follow; they are in the block then. */
    private boolean has(int count) throws IOException {
        if (end - at >= count) {
            return true;
        }
        if (last) {
            return false;
        }
        System.arraycopy(block, at, block, 0, end - at);
        before += at;
        end -= at;
        at = 0;
        int read = in.readNBytes(block, end, block.length - end);
        last = end + read < block.length;
        end += read;
        return end >= count;
    }
}
