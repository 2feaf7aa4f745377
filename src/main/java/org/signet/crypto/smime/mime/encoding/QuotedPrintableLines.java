package org.signet.crypto.smime.mime.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes text in quoted-printable (RFC 2045 §6.7), so that nothing on the way has a reason to change it (RFC 8551 §3.1.4, RFC 2049
 * §3): white space at the end of a line, "From " at its beginning and a dot alone are encoded as well. Takes lines that end with
 * CRLF; a CR or LF alone is encoded. {@link #finish} writes the last of it.
 */
public final class QuotedPrintableLines extends OutputStream {
    /** Of the 76 characters, one is for the sign of a line that goes on, and two for the F of "From ", encoded. */
    private static final int MAX = 73;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int NONE = -1;

    private final OutputStream out;
    private final byte[] line = new byte[MAX + 5];
    private int length;
    /** White space and a CR of which it is not yet known whether the line ends after them. */
    private int space = NONE;

    private boolean cr;

    public QuotedPrintableLines(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, octets.length);
        for (int i = from; i < from + count; i++) {
            write(octets[i]);
        }
    }

    @Override
    public void write(int value) throws IOException {
        int octet = value & 0xff;
        if (cr && octet == '\n') {
            cr = false;
            endLine();
            return;
        }
        if (cr) {
            cr = false;
            releaseSpace();
            encoded('\r');
        }
        if (octet == '\r') {
            cr = true;
            return;
        }
        releaseSpace();
        if (octet == ' ' || octet == '\t') {
            space = octet;
        } else if (octet > ' ' && octet < 0x7f && octet != '=') {
            room(1);
            line[length++] = (byte) octet;
        } else {
            encoded(octet);
        }
    }

    private void releaseSpace() throws IOException {
        if (space != NONE) {
            room(1);
            line[length++] = (byte) space;
            space = NONE;
        }
    }

    private void encodeSpace() throws IOException {
        if (space != NONE) {
            encoded(space);
            space = NONE;
        }
    }

    private void encoded(int octet) throws IOException {
        room(3);
        line[length++] = '=';
        line[length++] = HEX[octet >> 4];
        line[length++] = HEX[octet & 15];
    }

    private void room(int count) throws IOException {
        if (length + count > MAX) {
            line[length++] = '=';
            writeLine();
        }
    }

    private void endLine() throws IOException {
        encodeSpace();
        writeLine();
    }

    private void writeLine() throws IOException {
        protectBeginning();
        line[length++] = '\r';
        line[length++] = '\n';
        out.write(line, 0, length);
        length = 0;
    }

    private void protectBeginning() {
        boolean from = length >= FROM.length && Arrays.equals(line, 0, FROM.length, FROM, 0, FROM.length);
        boolean dot = length == 1 && line[0] == '.';
        if (from || dot) {
            byte first = line[0];
            System.arraycopy(line, 1, line, 3, length - 1);
            line[0] = '=';
            line[1] = HEX[first >> 4];
            line[2] = HEX[first & 15];
            length += 2;
        }
    }

    /** Writes what is not written yet; nothing may follow it. */
    public void finish() throws IOException {
        if (cr) {
            releaseSpace();
            encoded('\r');
            cr = false;
        }
        encodeSpace();
        protectBeginning();
        out.write(line, 0, length);
        length = 0;
    }
}
