package org.signet.model;

import java.math.BigInteger;
import java.util.Locale;

/**
 * A certificate serial number: positive, at most 20 octets (RFC 5280 §4.1.2.2). Written as lower-case hexadecimal
 * without leading zeros.
 */
public record SerialNumber(BigInteger value) implements Comparable<SerialNumber> {
    private static final int MAX_BITS = 159;

    public SerialNumber {
        if (value.signum() <= 0 || value.bitLength() > MAX_BITS) {
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
        BigInteger value = new BigInteger(hex, 16);
        if (value.signum() == 0 || value.bitLength() > MAX_BITS) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "A serial number lies between 1 and 2^159 - 1.");
        }
        return Outcome.ok(new SerialNumber(value));
    }

    /** A serial number from 16 random octets, its top bits set so that every one has the same length of 16 octets. */
    public static SerialNumber ofRandom(byte[] sixteen) {
        if (sixteen.length != 16) {
            throw new IllegalArgumentException("sixteen octets");
        }
        byte[] octets = sixteen.clone();
        octets[0] = (byte) (octets[0] & 0x3f | 0x40);
        return new SerialNumber(new BigInteger(1, octets));
    }

    public String hex() {
        return value.toString(16);
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
