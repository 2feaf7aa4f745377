package org.signet.ca.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signet.model.Bytes;
import org.signet.model.Deadline;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * A link that the reader of a mailbox asked for. It works once, for a while.
 *
 * @param digest of its secret
 * @param address whose mailbox it went to, if it went out at all
 * @param used when it did its work; empty if it has not
 */
public record MailedLink(Bytes digest, EmailAddress address, Instant asked, Instant expires, Optional<Instant> used) {

    /** One that was asked for now. */
    public static MailedLink fresh(Bytes digest, EmailAddress address, Instant now, Instant expires) {
        return new MailedLink(digest, address, now, expires, Optional.empty());
    }

    private boolean holds(Instant now) {
        return new Deadline(expires, Duration.between(asked, expires)).holds(now);
    }

    /** The link found by a secret, if it still works. */
    public static Outcome<MailedLink> open(Optional<MailedLink> found, Instant now) {
        if (found.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.LINK_UNKNOWN, "This link is not one of ours; copy it whole, or ask for a new one.");
        }
        if (found.get().used().isPresent()) {
            return Outcome.refused(RefusalCode.LINK_USED, "This link was used already; ask for a new one.");
        }
        return found.get().holds(now)
                ? Outcome.ok(found.get())
                : Outcome.refused(RefusalCode.LINK_EXPIRED, "This link has ended; ask for a new one.");
    }
}
