package org.signet.crypto.smime.mime.encoding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.signet.model.StoredOctets;

/**
 * Base64 as RFC 2045 §6.8 reads it: characters outside of the alphabet are passed over, and the padding may be missing, or stand
 * between two texts that were joined. Whole groups of four go a fast way.
 */
public final class Base64Decoding extends DecodingStream {
    private static final int[] DIGITS = digits();

    private int bits;
    private int count;

    private Base64Decoding(InputStream source, int block) {
        super(source, block, block / 4 * 3 + 4);
    }

    /** A view of the octets that a text in base64 stands for. */
    public static StoredOctets of(StoredOctets base64) {
        return () -> new Base64Decoding(base64.open(), BLOCK);
    }

    /** The octets of a short text. */
    public static byte[] decode(String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        // A header may hold 100,000 of them, so each takes no more room than it needs.
        try (Base64Decoding decoding = new Base64Decoding(new ByteArrayInputStream(octets), octets.length + 1)) {
            return decoding.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] digits() {
        int[] digits = new int[256];
        Arrays.fill(digits, -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            digits[alphabet.charAt(i)] = i;
        }
        return digits;
    }

    @Override
    void decode() {
        while (at < end) {
            if (count == 0) {
                wholeGroups();
                if (at == end) {
                    break;
                }
            }
            byte octet = in[at++];
            int digit = DIGITS[octet & 0xff];
            if (digit >= 0) {
                bits = bits << 6 | digit;
                if (++count == 4) {
                    endGroup();
                }
            } else if (octet == '=') {
                endGroup();
            }
        }
        if (last) {
            endGroup();
        }
    }

    private void wholeGroups() {
        int from = at;
        int to = outEnd;
        while (end - from >= 4) {
            int group = DIGITS[in[from] & 0xff] << 18
                    | DIGITS[in[from + 1] & 0xff] << 12
                    | DIGITS[in[from + 2] & 0xff] << 6
                    | DIGITS[in[from + 3] & 0xff];
            if (group < 0) {
                break;
            }
            out[to] = (byte) (group >> 16);
            out[to + 1] = (byte) (group >> 8);
            out[to + 2] = (byte) group;
            to += 3;
            from += 4;
        }
        at = from;
        outEnd = to;
    }

    /** Two digits are one octet, three are two; one alone is none. */
    private void endGroup() {
        int group = bits << 6 * (4 - count);
        for (int i = 0; i < count - 1; i++) {
            out[outEnd++] = (byte) (group >> 16 - 8 * i);
        }
        bits = 0;
        count = 0;
    }
}
