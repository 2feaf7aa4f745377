package org.signet.ca.access.factor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.model.EmailAddress;

/**
 * The mailboxes that were bound to accounts until lately, as the audit log tells: who lets go of one reads its mail all the same.
 * What was read of the log is kept, so that only what came since is read again.
 */
public final class FormerMailboxes {
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private static final String RELEASED = AuditEvent.CertificateReleased.class.getSimpleName();
    private static final int PAGE = 500;

    private final AuditLog audit;
    private final Clock clock;
    private final List<AuditEntry> released = new ArrayList<>();
    private long read = -1;

    public FormerMailboxes(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Those that this account let go of. */
    public synchronized List<EmailAddress> of(String user) {
        Instant since = clock.instant().minus(REMEMBERED);
        if (read < 0) {
            readBack(since);
        }
        readOn();
        released.removeIf(entry -> entry.at().isBefore(since));
        return released.stream()
                .map(entry -> AuditEvent.CertificateReleased.of(entry.details()))
                .filter(event -> event.user().equals(user))
                .map(AuditEvent.CertificateReleased::address)
                .toList();
    }

    private void readBack(Instant since) {
        read = audit.last();
        List<AuditEntry> page = audit.before(read + 1, PAGE);
        while (!page.isEmpty()) {
            keep(page);
            AuditEntry oldest = page.get(page.size() - 1);
            page = oldest.at().isBefore(since) ? List.of() : audit.before(oldest.sequence(), PAGE);
        }
    }

    private void readOn() {
        List<AuditEntry> page = audit.after(read, PAGE);
        while (!page.isEmpty()) {
            keep(page);
            read = page.get(page.size() - 1).sequence();
            page = audit.after(read, PAGE);
        }
    }

    private void keep(List<AuditEntry> page) {
        page.stream().filter(entry -> entry.type().equals(RELEASED)).forEach(released::add);
    }
}
