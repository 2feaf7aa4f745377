package org.signet.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.Mailbox;
import org.signet.model.EmailAddress;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/**
 * Whom a message names.
 *
 * @param open in To and Cc
 * @param bcc those whom the others must not learn of
 */
record Addressees(List<EmailAddress> open, List<EmailAddress> bcc) {
    static final Addressees NONE = new Addressees(List.of(), List.of());

    Addressees {
        open = List.copyOf(open);
        bcc = List.copyOf(bcc);
    }

    /** Those of a message; nothing if it names nobody, refused (by exception) if one is no address. */
    static Optional<Addressees> of(StoredOctets message) {
        try {
            HeaderBlock header = Entity.parse(message).orThrow().header();
            List<EmailAddress> open = new ArrayList<>();
            open.addAll(addresses(header, "To"));
            open.addAll(addresses(header, "Cc"));
            List<EmailAddress> bcc = addresses(header, "Bcc");
            return open.isEmpty() && bcc.isEmpty() ? Optional.empty() : Optional.of(new Addressees(open, bcc));
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        }
    }

    private static List<EmailAddress> addresses(HeaderBlock header, String name) {
        return Mailbox.all(header, name).stream()
                .map(mailbox -> mailbox.email()
                        .orElseGet(() -> EmailAddress.parse(mailbox.address()).orThrow()))
                .toList();
    }
}
