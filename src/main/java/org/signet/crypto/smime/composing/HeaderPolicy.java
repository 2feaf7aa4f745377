package org.signet.crypto.smime.composing;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.Mailbox;

/**
 * What becomes of a message's header when it is protected (header confidentiality policies, RFC 9788 §3.2). Under a signature alone
 * there is nothing to hide, so all but {@link #OFF} are the same there.
 */
public enum HeaderPolicy {
    /** The header is not copied inside: anybody on the way can change it unnoticed. */
    OFF,
    /** Copied, and left outside as it is. */
    NONE,
    /** The subject is hidden, comments and keywords are left out: programs that do not know RFC 9788 show "[...]". */
    BASELINE,
    /** Hides people's names and the sender's time zone too. */
    SHY;

    private static final String HIDDEN_SUBJECT = "[...]";

    public boolean protects() {
        return this != OFF;
    }

    /** The field as it stands outside of an encrypted message; nothing if it does not stand there. */
    Optional<HeaderField> outside(HeaderField field) {
        if (this == OFF || this == NONE) {
            return Optional.of(field);
        }
        return switch (field.name().toLowerCase(Locale.ROOT)) {
            case "subject" -> Optional.of(HeaderField.of(field.name(), HIDDEN_SUBJECT));
            case "comments", "keywords" -> Optional.empty();
            case "from", "to", "cc" -> Optional.of(this == SHY ? withoutNames(field) : field);
            case "date" -> Optional.of(this == SHY ? inUtc(field) : field);
            default -> Optional.of(field);
        };
    }

    private static HeaderField withoutNames(HeaderField field) {
        List<Mailbox> mailboxes = Mailbox.parse(field);
        return mailboxes.isEmpty()
                ? field
                : HeaderField.of(
                        field.name(), mailboxes.stream().map(Mailbox::address).collect(Collectors.joining(",\r\n ")));
    }

    private static HeaderField inUtc(HeaderField field) {
        try {
            OffsetDateTime date = OffsetDateTime.parse(
                    field.value().strip().replaceAll("\\s*\\(.*\\)$", ""), DateTimeFormatter.RFC_1123_DATE_TIME);
            return HeaderField.of(
                    field.name(),
                    DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
                            .format(date.withOffsetSameInstant(ZoneOffset.UTC)));
        } catch (DateTimeParseException another) {
            return field;
        }
    }
}
