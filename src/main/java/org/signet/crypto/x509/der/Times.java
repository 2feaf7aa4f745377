package org.signet.crypto.x509.der;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Time;

/**
 * Moments in ASN.1, as Time (RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on) or as GeneralizedTime. Every
 * certificate, each entry of a CRL and each OCSP answer holds some, so both ways go past the library's calendars, which take
 * longer than a signature.
 */
public final class Times {
    private static final int FIRST_GENERALIZED = 2050;
    private static final int TEXT = "20261129000000Z".length();

    private Times() {}

    /** The moment in whole seconds as Time; what is beyond them is cut. */
    public static Time encode(Instant moment) {
        try {
            return Time.getInstance(ASN1Primitive.fromByteArray(der(moment)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as its octets. */
    public static byte[] der(Instant moment) {
        LocalDateTime at = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        return at.getYear() >= FIRST_GENERALIZED
                ? Der.of(Der.GENERALIZED_TIME, text(at))
                : Der.of(Der.UTC_TIME, Arrays.copyOfRange(text(at), 2, TEXT));
    }

    /** The octets of a GeneralizedTime, whatever the year. */
    public static byte[] generalizedDer(Instant moment) {
        return Der.of(Der.GENERALIZED_TIME, text(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)));
    }

    /** YYYYMMDDHHMMSSZ. */
    private static byte[] text(LocalDateTime at) {
        if (at.getYear() < 0 || at.getYear() > 9999) {
            throw new IllegalArgumentException("a year of ASN.1 has four digits");
        }
        byte[] text = new byte[TEXT];
        int end = digits(text, 0, at.getYear(), 4);
        for (int part :
                new int[] {at.getMonthValue(), at.getDayOfMonth(), at.getHour(), at.getMinute(), at.getSecond()}) {
            end = digits(text, end, part, 2);
        }
        text[end] = 'Z';
        return text;
    }

    private static int digits(byte[] text, int from, int value, int count) {
        int left = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return from + count;
    }

    /** @throws RuntimeException if it tells no moment */
    public static Instant instant(ASN1GeneralizedTime time) {
        return instant(new Time(time));
    }

    /**
     * Reads YYYYMMDDHHMMSSGMT+00:00, which is how a {@link Time} puts every date in Greenwich time; others its own way.
     *
     * @throws RuntimeException if it tells no moment
     */
    public static Instant instant(Time time) {
        String text = time.getTime();
        if (!text.endsWith("GMT+00:00") || text.length() != 23) {
            return time.getDate().toInstant();
        }
        return LocalDateTime.of(
                        Integer.parseInt(text, 0, 4, 10),
                        Integer.parseInt(text, 4, 6, 10),
                        Integer.parseInt(text, 6, 8, 10),
                        Integer.parseInt(text, 8, 10, 10),
                        Integer.parseInt(text, 10, 12, 10),
                        Integer.parseInt(text, 12, 14, 10))
                .toInstant(ZoneOffset.UTC);
    }
}
