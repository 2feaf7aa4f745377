package org.signet.crypto.x509.ocsp;

import java.util.Arrays;

/**
 * DER written by hand (X.690 §8, §10): an answer for one client alone is made for each request, and the library's objects for
 * it cost as much as its signature.
 */
final class Der {
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int ENUMERATED = 0x0a;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    /** CONTEXT-SPECIFIC, to which the number is added. */
    static final int TAGGED = 0x80;

    static final int CONSTRUCTED = 0x20;

    private Der() {}

    /** One element of that tag, with these octets one after the other as its content. */
    static byte[] of(int tag, byte[]... contents) {
        int length = Arrays.stream(contents).mapToInt(each -> each.length).sum();
        int head = length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x10000 ? 4 : 5;
        byte[] der = new byte[head + length];
        der[0] = (byte) tag;
        if (head == 2) {
            der[1] = (byte) length;
        } else {
            der[1] = (byte) (0x80 + head - 2);
            for (int i = head - 1, rest = length; i > 1; i--, rest >>>= 8) {
                der[i] = (byte) rest;
            }
        }
        int place = head;
        for (byte[] each : contents) {
            System.arraycopy(each, 0, der, place, each.length);
            place += each.length;
        }
        return der;
    }

    /** EXPLICIT: the element inside another of that number. */
    static byte[] explicit(int number, byte[]... contents) {
        return of(TAGGED + CONSTRUCTED + number, contents);
    }
}
