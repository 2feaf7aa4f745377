package org.signet.crypto.smime.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The moment that a {@code Date} names (RFC 5322 §3.3, and the obsolete forms of §4.3). */
public final class MessageDate {
    private static final int LONGEST = 200;
    private static final int HOUR = 100;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Pattern FORM =
            Pattern.compile("(?:[a-z]+\\.?\\s*,)?\\s*(\\d{1,2})[\\s-]+([a-z]{3})[a-z]*[\\s-]+(\\d{2,4})\\s+"
                    + "(\\d{1,2})\\s*:\\s*(\\d{2})(?:\\s*:\\s*(\\d{2}))?\\s*([+-]\\d{4}|[a-z]*)");
    /** Hours east of Greenwich; all others are as good as UTC (§4.3). */
    private static final Map<String, Integer> ZONES =
            Map.of("edt", -4, "est", -5, "cdt", -5, "cst", -6, "mdt", -6, "mst", -7, "pdt", -7, "pst", -8);

    private MessageDate() {}

    /** What the value of the field says; empty if that is no date. */
    public static Optional<Instant> parse(String value) {
        String text = Parameters.withoutComments(value).strip().toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(text.length() > LONGEST ? "" : text);
        int month = form.matches() ? MONTHS.indexOf(form.group(2)) : -1;
        if (month < 0 || month % 3 != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            year(form.group(3)),
                            month / 3 + 1,
                            Integer.parseInt(form.group(1)),
                            Integer.parseInt(form.group(4)),
                            Integer.parseInt(form.group(5)))
                    // A leap second is as good as the one before.
                    .plusSeconds(form.group(6) == null ? 0 : Math.min(59, Integer.parseInt(form.group(6))))
                    .toInstant(zone(form.group(7))));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static ZoneOffset zone(String text) {
        if (text.isEmpty() || Character.isLetter(text.charAt(0))) {
            return ZoneOffset.ofHours(ZONES.getOrDefault(text, 0));
        }
        int offset = Integer.parseInt(text);
        return ZoneOffset.ofHoursMinutes(offset / HOUR, offset % HOUR);
    }
}
