package org.signet.crypto.x509.ocsp;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1GeneralizedTime;

/**
 * Moments as OCSP writes them: GeneralizedTime in whole seconds and Greenwich time, whatever the year (RFC 6960 §4.2.2.1, RFC
 * 5280 §4.1.2.5.2). Past the library's calendars, which take as long as the rest of an answer.
 */
final class GeneralizedTimes {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LENGTH = "20261129000000Z".length();

    private GeneralizedTimes() {}

    /** The whole element; what is beyond the second is cut. */
    static byte[] encode(Instant moment) {
        return Der.of(Der.GENERALIZED_TIME, FORM.format(moment).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException if it tells no moment */
    static Instant instant(ASN1GeneralizedTime time) {
        String text = time.getTimeString();
        try {
            return text.length() == LENGTH && text.endsWith("Z")
                    ? LocalDateTime.from(FORM.parse(text)).toInstant(ZoneOffset.UTC)
                    : time.getDate().toInstant();
        } catch (ParseException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("no moment", e);
        }
    }
}
