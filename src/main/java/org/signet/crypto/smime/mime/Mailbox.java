package org.signet.crypto.smime.mime;

import java.util.List;
import java.util.Optional;
import org.signet.model.EmailAddress;

/**
 * A mailbox in a header (RFC 5322 §3.4).
 *
 * @param name the display name for people, decoded; empty if there is none
 * @param address what stands there as the address, fit to be shown; empty if there is nothing
 * @param email the address, if it is one
 */
public record Mailbox(String name, String address, Optional<EmailAddress> email) {

    /** Those in a field such as {@code From} or {@code To}, in order; members of groups are among them. It never fails. */
    public static List<Mailbox> parse(HeaderField field) {
        return parse(field.value());
    }

    /** Those in a field's unfolded value. */
    public static List<Mailbox> parse(String value) {
        return new AddressList(value).mailboxes();
    }

    /** Those of all fields of that name, which should be one (RFC 5322 §3.6). */
    public static List<Mailbox> all(HeaderBlock header, String name) {
        return header.all(name).stream().flatMap(field -> parse(field).stream()).toList();
    }

    /** For people: {@code Ada <ada@example.com>}. */
    @Override
    public String toString() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
