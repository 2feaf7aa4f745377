package org.signet.app.selfcheck;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments and spans as sentences hold them, in any language. */
public final class Span {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Span() {}

    /** In its largest unit: {@code 40 s}, {@code 12 min}, {@code 3 h}, {@code 12 d}. */
    public static String text(Duration span) {
        long seconds = span.abs().toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    public static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    public static String day(Instant moment) {
        return moment(moment).substring(0, 10);
    }
}
