package org.signet.crypto.smime.mime.writing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signet.crypto.smime.mime.Disposition;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.Mailbox;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Fields as they are written: folded (RFC 5322 §2.2.3), ASCII alone, and never two out of one. */
public final class FieldText {
    private static final int LINE = 78;
    private static final int MAX_LINE = 998;
    private static final String FOLD = "\r\n ";
    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,900}");
    private static final Set<String> MAILBOXES = Set.of(
            "from", "sender", "reply-to", "to", "cc", "bcc", "resent-from", "resent-sender", "resent-to", "resent-cc");

    /** RFC 9788 §2.1.1, and the name that it had in drafts: true of the header that stood beside it, and of no other. */
    private static final Set<String> OF_PROTECTION = Set.of("hp", "protected-headers");

    private FieldText() {}

    /**
     * A field of free text, such as {@code Subject}; encoded-words where it is not ASCII. A name that is none, or a text with a
     * line end or another control character in it, is refused: it could become a field of its own.
     */
    public static Outcome<HeaderField> unstructured(String name, String text) {
        if (!NAME.matcher(name).matches()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "A header field's name has letters, digits and hyphens only.");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The field " + name
                            + " may hold no line end and no other control character; write it on one line.");
        }
        String stripped = text.strip();
        // Text that looks like an encoded-word would be read as one.
        boolean plain = stripped.chars().allMatch(c -> c < 0x7f) && !stripped.contains("=?");
        String folded = plain ? folded(name, stripped) : "";
        boolean fits = plain && folded.lines().allMatch(line -> line.length() <= MAX_LINE);
        return Outcome.ok(field(
                name, fits ? folded : " " + String.join(FOLD, EncodedWordLines.words(stripped, name.length() + 2))));
    }

    /** {@code Content-Type} or {@code Content-Disposition}: a first word and parameters, each on a line of its own (RFC 2231). */
    static HeaderField withParameters(String name, String first, Map<String, String> parameters) {
        StringBuilder value = new StringBuilder(" " + first);
        ParameterText.lines(parameters)
                .forEach(line -> value.append(";").append(FOLD).append(line));
        return field(name, value.toString());
    }

    /** A {@code Content-Type} without what a protection said of itself: of content that is out of it. */
    public static HeaderField withoutProtection(HeaderField field) {
        return withMore(field, Map.of());
    }

    /**
     * A {@code Content-Type} with more parameters; what was there stays as it is, but for those of the same names and what an earlier
     * protection said of itself.
     */
    static HeaderField withMore(HeaderField field, Map<String, String> parameters) {
        MediaType type = MediaType.parse(field.value());
        Map<String, String> kept = new LinkedHashMap<>(type.parameters().byName());
        if (kept.keySet().removeAll(parameters.keySet()) | kept.keySet().removeAll(OF_PROTECTION)) {
            kept.putAll(parameters);
            return withParameters(field.name(), type.essence(), kept);
        }
        if (parameters.isEmpty()) {
            return field;
        }
        StringBuilder raw =
                new StringBuilder(new String(field.raw().toArray(), StandardCharsets.ISO_8859_1).stripTrailing());
        ParameterText.lines(parameters)
                .forEach(line -> raw.append(";").append(FOLD).append(line));
        return new HeaderField(
                field.name(), Bytes.of(raw.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The same field, written anew if it is not ASCII or has lines that are too long for mail. */
    static HeaderField mailSafe(HeaderField field) {
        boolean bareCr = new String(field.raw().toArray(), StandardCharsets.ISO_8859_1)
                        .replace("\r\n", "")
                        .indexOf('\r')
                >= 0;
        boolean fits = field.toString().lines().allMatch(line -> line.length() <= MAX_LINE);
        if (field.isAscii() && fits && !bareCr || !NAME.matcher(field.name()).matches()) {
            return field;
        }
        if (field.is("Content-Type")) {
            MediaType type = MediaType.parse(field.value());
            return withParameters(
                    field.name(), type.essence(), type.parameters().byName());
        }
        if (field.is("Content-Disposition")) {
            Disposition disposition = Disposition.parse(field.value());
            String kind = disposition.isAttachment() ? "attachment" : "inline";
            return withParameters(field.name(), kind, disposition.parameters().byName());
        }
        if (MAILBOXES.contains(field.name().toLowerCase(Locale.ROOT))) {
            return field(
                    field.name(),
                    " "
                            + Mailbox.parse(field).stream()
                                    .map(FieldText::mailbox)
                                    .collect(Collectors.joining("," + FOLD)));
        }
        return unstructured(field.name(), field.text()).orThrow();
    }

    /** RFC 5322 §3.4; an address that is not ASCII itself stays so (RFC 6532). */
    private static String mailbox(Mailbox mailbox) {
        if (mailbox.name().isEmpty()) {
            return mailbox.address();
        }
        boolean ascii = mailbox.name().chars().allMatch(c -> c >= ' ' && c < 0x7f);
        String name = ascii
                ? '"' + mailbox.name().replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : String.join(FOLD, EncodedWordLines.words(mailbox.name(), 0));
        return name + " <" + mailbox.address() + ">";
    }

    private static HeaderField field(String name, String value) {
        return new HeaderField(name, Bytes.of((name + ":" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** The line breaks stand before white space that is there already, so that unfolding gives the same text. */
    private static String folded(String name, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ");
        int used = name.length() + 1;
        for (String word : text.split("(?=[ \\t])(?<![ \\t])", -1)) {
            boolean blankLine = line.toString().isBlank();
            if (!blankLine && used + line.length() + word.length() > LINE && !word.isBlank()) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.append(word);
        }
        lines.add(line.toString());
        return String.join("\r\n", lines);
    }
}
