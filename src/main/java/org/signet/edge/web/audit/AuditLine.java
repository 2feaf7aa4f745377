package org.signet.edge.web.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.ca.audit.AuditEntry;
import org.signet.edge.web.Words;

/** An entry of the log in the reader's words. */
public record AuditLine(AuditEntry entry, Words words) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z0-9]+)\\}");

    /** The fields of the event, as stored. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        entry.details()
                .lines()
                .filter(line -> line.indexOf('=') > 0)
                .forEach(
                        line -> facts.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return facts;
    }

    /**
     * A part of a sentence.
     *
     * @param fact whether it is what the log holds, rather than ours
     * @param link where more stands about it; empty if nowhere
     */
    public record Piece(String text, boolean fact, String link) {}

    /** What happened, as a sentence; the event's name if there is none for it. */
    public List<Piece> sentence() {
        Map<String, String> facts = facts();
        List<Piece> pieces = new ArrayList<>();
        String text = words.said(entry.type(), facts).orElseGet(() -> words.event(entry.type()));
        Matcher place = PLACE.matcher(text);
        int at = 0;
        while (place.find()) {
            pieces.add(new Piece(text.substring(at, place.start()), false, ""));
            String value = facts.getOrDefault(place.group(1), "?");
            pieces.add(new Piece(shown(place.group(1), value), true, link(place.group(1), value)));
            at = place.end();
        }
        pieces.add(new Piece(text.substring(at), false, ""));
        return pieces;
    }

    /** A fact in the reader's words. */
    public String shown(String field, String value) {
        if (value.isBlank()) {
            return "–";
        }
        return switch (field) {
            case "role", "from" -> words.role(value);
            case "act" -> words.act(value);
            case "rules" -> words.rules(value);
            case "stage" -> words.stage(value);
            case "why" -> words.alone(value);
            case "reason" -> words.reason(value);
            case "nextUpdate", "expires" -> moment(value);
            default -> value;
        };
    }

    private String moment(String value) {
        try {
            return words.moment(Instant.parse(value));
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    private static String link(String field, String value) {
        boolean hex = value.matches("[0-9a-f]{1,40}");
        boolean number = value.matches("[1-9][0-9]{0,17}");
        return switch (field) {
            case "serial", "old" -> hex ? "/admin/certificates/" + value : "";
            case "person" -> number ? "/admin/people/" + value : "";
            case "enrollment" -> value.matches("[A-Za-z0-9_-]{1,40}") ? "/admin/requests/" + value : "";
            default -> "";
        };
    }
}
