package org.signet.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A certificate serial number: positive, at most 20 octets (RFC 5280 §4.1.2.2). Written as lower-case hexadecimal
 * without leading zeros.
 */
public record SerialNumber(BigInteger value) implements Comparable<SerialNumber> {
    private static final int MAX_BITS = 159;
    private static final int RANDOM_OCTETS = 10;
    private static final int SAME_LENGTH = 0x4000;

    public SerialNumber {
        if (!isSound(value)) {
            throw new IllegalArgumentException("a serial number is positive and has at most 20 octets");
        }
    }

    /** Accepts hexadecimal with or without colons and spaces, as OpenSSL, Windows and Signet print it. */
    public static Outcome<SerialNumber> parse(String text) {
        String hex = text.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{1,40}")) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "A serial number is up to 40 hexadecimal digits, for example 4f2a09.");
        }
        return of(new BigInteger(hex, 16));
    }

    /** A number that others chose; refused if it is none for a certificate. */
    public static Outcome<SerialNumber> of(BigInteger value) {
        return isSound(value)
                ? Outcome.ok(new SerialNumber(value))
                : Outcome.refused(RefusalCode.BAD_INPUT, "A serial number lies between 1 and 2^159 - 1.");
    }

    private static boolean isSound(BigInteger value) {
        return value.signum() > 0 && value.bitLength() <= MAX_BITS;
    }

    /**
     * A new serial number of 16 octets: the millisecond, so that numbers rise and their index grows at one end, then 80
     * random bits, of which CAs owe 64.
     */
    public static SerialNumber next(Instant now, SecureRandom random) {
        byte[] octets = new byte[RANDOM_OCTETS];
        random.nextBytes(octets);
        ByteBuffer number = ByteBuffer.allocate(Short.BYTES + Integer.BYTES + RANDOM_OCTETS)
                .putShort((short) (SAME_LENGTH | now.toEpochMilli() >>> Integer.SIZE))
                .putInt((int) now.toEpochMilli())
                .put(octets);
        return new SerialNumber(new BigInteger(1, number.array()));
    }

    public String hex() {
        String octets = HexFormat.of().formatHex(value.toByteArray());
        int first = 0;
        while (octets.charAt(first) == '0') {
            first++;
        }
        return octets.substring(first);
    }

    @Override
    public int compareTo(SerialNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
