package org.signet.crypto.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;

/** How dates are written: UTCTime until 2049, GeneralizedTime later, both in seconds, in Greenwich time (RFC 5280 §4.1.2.5). */
public final class TimeForm {
    /** Tag and length. */
    private static final int HEADER = 2;

    /** YYMMDDHHMMSSZ. */
    private static final int UTC_OCTETS = HEADER + 13;

    /** YYYYMMDDHHMMSSZ. */
    private static final int GENERALIZED_OCTETS = HEADER + 15;

    private TimeForm() {}

    public static boolean isRight(Time time) {
        byte[] encoded = encoded(time.toASN1Primitive());
        return time.toASN1Primitive() instanceof ASN1UTCTime
                ? encoded.length == UTC_OCTETS && digitsAndZ(encoded)
                : encoded.length == GENERALIZED_OCTETS && digitsAndZ(encoded) && from2050(encoded);
    }

    /** True for whole seconds with Z, in whichever year: what is a GeneralizedTime by its definition. */
    public static boolean isRight(ASN1GeneralizedTime time) {
        byte[] encoded = encoded(time);
        return encoded.length == GENERALIZED_OCTETS && digitsAndZ(encoded);
    }

    private static byte[] encoded(ASN1Primitive time) {
        try {
            return time.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean digitsAndZ(byte[] encoded) {
        for (int i = HEADER; i < encoded.length - 1; i++) {
            if (encoded[i] < '0' || encoded[i] > '9') {
                return false;
            }
        }
        return encoded[encoded.length - 1] == 'Z';
    }

    private static boolean from2050(byte[] encoded) {
        int year = 0;
        for (int i = HEADER; i < HEADER + 4; i++) {
            year = 10 * year + encoded[i] - '0';
        }
        return year >= 2050;
    }
}
