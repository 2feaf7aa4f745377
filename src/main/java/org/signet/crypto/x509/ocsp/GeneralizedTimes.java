package org.signet.crypto.x509.ocsp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;

/**
 * Moments as OCSP writes them: GeneralizedTime in whole seconds and Greenwich time, whatever the year (RFC 6960 §4.2.2.1, RFC
 * 5280 §4.1.2.5.2). Past the library's calendars, which take as long as the rest of an answer.
 */
final class GeneralizedTimes {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LENGTH = "20261129000000Z".length();

    private GeneralizedTimes() {}

    /** What is beyond the second is cut. */
    static ASN1GeneralizedTime encode(Instant moment) {
        byte[] der = new byte[2 + LENGTH];
        der[0] = BERTags.GENERALIZED_TIME;
        der[1] = (byte) LENGTH;
        System.arraycopy(FORM.format(moment).getBytes(StandardCharsets.US_ASCII), 0, der, 2, LENGTH);
        try {
            return (ASN1GeneralizedTime) ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
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
