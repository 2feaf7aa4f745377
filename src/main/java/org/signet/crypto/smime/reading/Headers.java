package org.signet.crypto.smime.reading;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.Mailbox;
import org.signet.crypto.smime.mime.MessageDate;
import org.signet.crypto.smime.report.HeaderReport;
import org.signet.crypto.smime.report.HeaderReport.State;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Warning;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/**
 * The header of a message, and the copy of it that its protection covers (RFC 9788 §4). Where there is a copy under a signature that
 * holds, that is what counts.
 */
final class Headers {
    private static final List<String> SHOWN =
            List.of("From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID");

    private final Optional<HeaderBlock> outer;
    private final Optional<HeaderBlock> inner;
    private final boolean inferred;
    private final boolean cipher;
    private final boolean encrypted;

    Headers(Optional<HeaderBlock> outer, Payload payload, List<Layer> layers) {
        this.outer = outer;
        Optional<Entity> root =
                layers.isEmpty() || payload == null || outer.isEmpty() ? Optional.empty() : payload.entity();
        this.encrypted = layers.stream().anyMatch(Layer.Encrypted.class::isInstance);
        this.inferred = root.isPresent() && payload.isOfOldProgram();
        this.cipher = inferred ? encrypted : root.isPresent() && payload.hp().equals(Optional.of("cipher"));
        this.inner = root.isPresent() && payload.protectsHeader() ? root.map(Entity::header) : Optional.empty();
    }

    /** Who the message says to come from, by the protected copy if there is one. */
    List<Mailbox> from() {
        return mailboxes(fromFields());
    }

    List<Mailbox> outerFrom() {
        return mailboxes(all(outer, "From"));
    }

    /** What its From says as a whole, with the names of people and groups; empty if there is none. */
    List<String> fromTexts() {
        return texts(fromFields());
    }

    private List<HeaderField> fromFields() {
        List<HeaderField> covered = all(inner, "From");
        return covered.isEmpty() ? all(outer, "From") : covered;
    }

    List<Mailbox> sender() {
        return mailboxes(all(inner.or(() -> outer), "Sender"));
    }

    /** What Date says where no protected copy of it counts. */
    List<Instant> unprotectedDates() {
        return all(inner, "Date").isEmpty()
                ? texts(all(outer, "Date")).stream()
                        .flatMap(text -> MessageDate.parse(text).stream())
                        .toList()
                : List.of();
    }

    /** Whether From outside names whom the protected one names. */
    boolean sameFrom() {
        return addresses(from()).equals(addresses(outerFrom()));
    }

    static boolean haveSameFrom(HeaderBlock one, HeaderBlock other) {
        return addresses(mailboxes(one.all("From"))).equals(addresses(mailboxes(other.all("From"))));
    }

    private static List<HeaderField> all(Optional<HeaderBlock> header, String name) {
        return header.map(block -> block.all(name)).orElse(List.of());
    }

    private static List<Mailbox> mailboxes(List<HeaderField> fields) {
        return fields.stream().flatMap(field -> Mailbox.parse(field).stream()).toList();
    }

    private static List<String> texts(List<HeaderField> fields) {
        return fields.stream().map(HeaderField::text).toList();
    }

    /** How each field that people see is protected. */
    List<HeaderReport> reports(List<Layer> layers, Consumer<Warning> notes) {
        if (outer.isEmpty()) {
            return List.of();
        }
        boolean signed = signed(layers);
        if (!signed && !sameFrom()) {
            notes.accept(new Warning(
                    "unsigned-from",
                    "It names another sender inside than outside, and no signature vouches for that one."));
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<HeaderReport> reports = new ArrayList<>();
        for (String name : SHOWN) {
            if (names.add(name)) {
                report(name, signed, notes).ifPresent(reports::add);
            }
        }
        if (inferred) {
            notes.accept(
                    new Warning("headers-inferred", "Its header is protected in an old way, which is only guessed."));
        }
        return reports;
    }

    /** Whether a signature holds with no encryption inside: one around ciphertext vouches for nothing in it. */
    private static boolean signed(List<Layer> layers) {
        for (int i = layers.size() - 1; i >= 0 && !(layers.get(i) instanceof Layer.Encrypted); i--) {
            if (layers.get(i) instanceof Layer.Signed layer) {
                return layer.covers() && layer.verdicts().authenticity() == Verdict.GOOD;
            }
        }
        return false;
    }

    private static List<String> addresses(List<Mailbox> mailboxes) {
        return mailboxes.stream()
                .map(mailbox -> mailbox.email().map(EmailAddress::searchKey).orElse(mailbox.address()))
                .toList();
    }

    private Optional<HeaderReport> report(String name, boolean signed, Consumer<Warning> notes) {
        List<String> outside = texts(all(outer, name));
        List<String> inside = texts(all(inner, name));
        if (inside.isEmpty()) {
            return outside.stream().findFirst().map(value -> new HeaderReport(name, value, State.UNPROTECTED, ""));
        }
        List<String> written = cipher ? wroteOutside(name) : List.of();
        List<String> differing =
                outside.stream().filter(value -> !inside.contains(value)).toList();
        if (!written.containsAll(differing)) {
            notes.accept(new Warning(
                    "header-changed",
                    name + " is another outside than the one that is protected; the protected one counts.",
                    name));
        }
        String value = inside.get(0);
        boolean hidden = encrypted && cipher && !written.contains(value) && !outside.contains(value);
        return Optional.of(new HeaderReport(
                name,
                value,
                state(hidden, signed),
                differing.stream().findFirst().orElse("")));
    }

    /** What the sender's program left outside, as HP-Outer says (RFC 9788 §2.2); of one by an old program what stands there. */
    private List<String> wroteOutside(String name) {
        if (inferred) {
            return texts(all(outer, name));
        }
        return all(inner, "HP-Outer").stream()
                .map(HeaderField::value)
                .filter(value -> value.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(value -> new HeaderField(name, Bytes.of(value.getBytes(StandardCharsets.UTF_8))).text())
                .toList();
    }

    private static State state(boolean hidden, boolean signed) {
        if (hidden) {
            return signed ? State.SIGNED_AND_ENCRYPTED : State.ENCRYPTED_ONLY;
        }
        return signed ? State.SIGNED_ONLY : State.UNPROTECTED;
    }
}
