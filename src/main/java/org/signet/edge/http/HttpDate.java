package org.signet.edge.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** IMF-fixdate (RFC 9110 §5.6.7). */
public final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int LENGTH = "Tue, 03 Nov 2026 10:00:00 GMT".length();
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private HttpDate() {}

    /** By hand, since answers to programs carry several, and the formatter takes longer for one than all else does. */
    public static String write(Instant moment) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        int day = 3 * at.getDayOfWeek().ordinal();
        int month = 3 * at.getMonth().ordinal();
        StringBuilder text =
                new StringBuilder(LENGTH).append(DAYS, day, day + 3).append(", ");
        two(text, at.getDayOfMonth())
                .append(' ')
                .append(MONTHS, month, month + 3)
                .append(' ')
                .append(at.getYear())
                .append(' ');
        two(text, at.getHour()).append(':');
        two(text, at.getMinute()).append(':');
        return two(text, at.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    static Optional<Instant> read(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(FORM.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
