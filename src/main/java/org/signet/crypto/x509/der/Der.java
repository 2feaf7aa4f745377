package org.signet.crypto.x509.der;

import java.util.Arrays;

/**
 * DER written by hand (X.690 §8, §10): an answer for one client alone is made for each request, and the library's objects for
 * it cost as much as its signature.
 */
public final class Der {
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int ENUMERATED = 0x0a;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    /** SET and SET OF. */
    public static final int SET = 0x31;
    /** CONTEXT-SPECIFIC, to which the number is added. */
    public static final int TAGGED = 0x80;

    public static final int CONSTRUCTED = 0x20;

    private Der() {}

    /** One element of that tag, with these octets one after the other as its content. */
    public static byte[] of(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] each : contents) {
            length += each.length;
        }
        byte[] header = header(tag, length);
        byte[] der = Arrays.copyOf(header, header.length + length);
        int place = header.length;
        for (byte[] each : contents) {
            System.arraycopy(each, 0, der, place, each.length);
            place += each.length;
        }
        return der;
    }

    /** EXPLICIT: the element inside another of that number. */
    public static byte[] explicit(int number, byte[]... contents) {
        return of(TAGGED + CONSTRUCTED + number, contents);
    }

    /** Tag and length, for a content that is too long to be held (§8.1.3). */
    public static byte[] header(int tag, long length) {
        int octets = length < 0x80 ? 0 : (Long.SIZE + 7 - Long.numberOfLeadingZeros(length)) / 8;
        byte[] header = new byte[2 + octets];
        header[0] = (byte) tag;
        header[1] = (byte) (octets == 0 ? length : 0x80 + octets);
        long rest = length;
        for (int i = octets + 1; i > 1; i--, rest >>>= 8) {
            header[i] = (byte) rest;
        }
        return header;
    }
}
