package org.signet.crypto.smime.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/** Finds the fields of a header, reading hardly more of the input than the header itself. */
final class HeaderReader {
    /** What is read at first; most headers of parts have less. */
    private static final int FIRST_READ = 4 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUOTED_FROM = ">From ".getBytes(StandardCharsets.US_ASCII);

    private static final String IF_A_FILE = " if this is a file and no message, say that it is a file.";

    private static final Outcome<HeaderBlock> TOO_LONG = Outcome.refused(
            RefusalCode.TOO_LARGE, "The header is larger than 1 MiB, which no mail program writes;" + IF_A_FILE);
    private static final Outcome<HeaderBlock> TOO_MANY = Outcome.refused(
            RefusalCode.TOO_LARGE, "The header has more than 1,000 fields, which no mail program writes;" + IF_A_FILE);

    private final InputStream in;
    private final List<HeaderField> fields = new ArrayList<>();
    private byte[] data = new byte[FIRST_READ];
    private int size;
    private boolean atEnd;

    private HeaderReader(InputStream in) {
        this.in = in;
    }

    static Outcome<HeaderBlock> read(StoredOctets octets) throws IOException {
        try (InputStream in = octets.open()) {
            return new HeaderReader(in).read();
        }
    }

    private Outcome<HeaderBlock> read() throws IOException {
        int from = startsWith(0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        while (fields.size() <= HeaderBlock.MAX_FIELDS) {
            if (startsWith(from, "\n")) {
                return ended(from + 1, HeaderBlock.Ending.EMPTY_LINE);
            } else if (startsWith(from, "\r\n")) {
                return ended(from + 2, HeaderBlock.Ending.EMPTY_LINE);
            } else if (!has(from + 1)) {
                return size > HeaderBlock.MAX_OCTETS ? TOO_LONG : ended(from, HeaderBlock.Ending.END_OF_INPUT);
            } else {
                int colon = colon(from);
                if (colon >= 0) {
                    from = addField(from, colon);
                } else if (startsWith(from, FROM) || startsWith(from, QUOTED_FROM)) {
                    from = lineEnd(from);
                } else {
                    return ended(from, HeaderBlock.Ending.OTHER_LINE);
                }
            }
            if (size > HeaderBlock.MAX_OCTETS) {
                return TOO_LONG;
            }
        }
        return TOO_MANY;
    }

    private int addField(int from, int colon) throws IOException {
        int to = fieldEnd(from);
        String name = new String(data, from, colon - from, StandardCharsets.US_ASCII).strip();
        fields.add(new HeaderField(name, Bytes.of(Arrays.copyOfRange(data, from, to))));
        return to;
    }

    private Outcome<HeaderBlock> ended(int bodyOffset, HeaderBlock.Ending ending) {
        return Outcome.ok(new HeaderBlock(fields, bodyOffset, ending));
    }

    /** Where the colon after a name stands; negative if the line begins with none (RFC 5322 §2.2; §4.5 lets space follow it). */
    private int colon(int from) throws IOException {
        int at = from;
        boolean spaceCame = false;
        for (; has(at + 1); at++) {
            byte octet = data[at];
            if (octet == ':') {
                return at > from ? at : -1;
            }
            boolean space = at > from && (octet == ' ' || octet == '\t');
            if (!space && (spaceCame || octet <= ' ' || octet == 0x7f)) {
                return -1;
            }
            spaceCame = space;
        }
        return -1;
    }

    /** After its last line; lines that begin with white space belong to the one before (RFC 5322 §2.2.3). */
    private int fieldEnd(int from) throws IOException {
        int to = lineEnd(from);
        while (startsWith(to, " ") || startsWith(to, "\t")) {
            to = lineEnd(to);
        }
        return to;
    }

    private int lineEnd(int from) throws IOException {
        int at = from;
        while (has(at + 1)) {
            if (data[at++] == '\n') {
                break;
            }
        }
        return at;
    }

    private boolean startsWith(int from, String text) throws IOException {
        return startsWith(from, text.getBytes(StandardCharsets.US_ASCII));
    }

    private boolean startsWith(int from, byte[] octets) throws IOException {
        return has(from + octets.length) && Arrays.equals(data, from, from + octets.length, octets, 0, octets.length);
    }

    /** Whether the input has so many octets; what goes beyond the largest header is not read. */
    private boolean has(int count) throws IOException {
        while (size < count && !atEnd) {
            if (size == data.length) {
                data = Arrays.copyOf(data, Math.min(2 * size, HeaderBlock.MAX_OCTETS + 1));
            }
            int read = in.readNBytes(data, size, data.length - size);
            size += read;
            atEnd = size < data.length || size > HeaderBlock.MAX_OCTETS;
        }
        return size >= count;
    }
}
