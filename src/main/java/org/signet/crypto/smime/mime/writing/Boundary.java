package org.signet.crypto.smime.mime.writing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** What the delimiters of a multipart hold (RFC 2046 §5.1.1). */
final class Boundary {
    private static final int RANDOM_OCTETS = 16;

    /** No line of base64 has an underscore, no quoted-printable one this row (RFC 2045 §6.7, (5) of the notes). */
    private static final String BEGINNING = "=_signet-";

    private Boundary() {}

    /** A boundary that does not occur in the content, which is gone through once. */
    static String notIn(Written content, SecureRandom random) throws IOException {
        while (true) {
            byte[] octets = new byte[RANDOM_OCTETS];
            random.nextBytes(octets);
            String boundary = BEGINNING + HexFormat.of().formatHex(octets);
            Occurrence occurrence = new Occurrence(boundary);
            content.writeTo(occurrence);
            if (!occurrence.found) {
                return boundary;
            }
        }
    }

    /** Whether a word occurs in what is written, though it may come in two pieces. */
    static final class Occurrence extends OutputStream {
        private final byte[] word;
        /** The last octets of what came before: one less than the word has. */
        private byte[] tail = new byte[0];

        private boolean found;

        Occurrence(String word) {
            this.word = word.getBytes(StandardCharsets.US_ASCII);
        }

        boolean found() {
            return found;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            int overlap = Math.min(length, word.length - 1);
            byte[] seam = Arrays.copyOf(tail, tail.length + overlap);
            System.arraycopy(octets, from, seam, tail.length, overlap);
            found |= occurs(seam, 0, seam.length) || occurs(octets, from, from + length);
            int kept = Math.min(word.length - 1, length);
            byte[] all = kept == length ? seam : Arrays.copyOfRange(octets, from + length - kept, from + length);
            tail = Arrays.copyOfRange(all, Math.max(0, all.length - (word.length - 1)), all.length);
        }

        private boolean occurs(byte[] octets, int from, int to) {
            for (int i = from; i <= to - word.length; i++) {
                if (octets[i] == word[0] && Arrays.equals(octets, i, i + word.length, word, 0, word.length)) {
                    return true;
                }
            }
            return false;
        }
    }
}
