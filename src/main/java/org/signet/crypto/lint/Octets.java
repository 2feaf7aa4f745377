package org.signet.crypto.lint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;

/** Octets of ASN.1 values, as DER has them. */
public final class Octets {
    private Octets() {}

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if the value's DER encoding is exactly these octets; told without a second copy of them, for they may be many. */
    public static boolean areDer(byte[] octets, ASN1Encodable value) {
        Comparison comparison = new Comparison(octets);
        try {
            value.toASN1Primitive().encodeTo(comparison, ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return comparison.same();
    }

    /** True if no extension of those writes {@code critical} where it is FALSE, the default (X.690 §11.5). */
    public static boolean criticalityIsDer(ASN1Sequence extensions) {
        for (ASN1Encodable element : extensions) {
            ASN1Sequence extension = ASN1Sequence.getInstance(element);
            if (extension.size() == 3 && !ASN1Boolean.TRUE.equals(extension.getObjectAt(1))) {
                return false;
            }
        }
        return true;
    }

    /** Takes octets in and tells whether they were the expected ones. */
    private static final class Comparison extends OutputStream {
        private final byte[] expected;
        private int position;
        private boolean good = true;

        Comparison(byte[] expected) {
            this.expected = expected;
        }

        @Override
        public void write(int octet) {
            good = good && position < expected.length && expected[position] == (byte) octet;
            position++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            good = good
                    && length <= expected.length - position
                    && java.util.Arrays.equals(octets, from, from + length, expected, position, position + length);
            position += length;
        }

        boolean same() {
            return good && position == expected.length;
        }
    }
}
