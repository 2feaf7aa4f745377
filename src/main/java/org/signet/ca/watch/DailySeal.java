package org.signet.ca.watch;

import java.time.Clock;
import java.util.List;
import org.signet.ca.access.MailQueue;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.model.EmailAddress;

/**
 * Ties the ends of the audit log's chains together once a day, and mails them, signed, to where nobody who can write to the database can take them
 * back.
 */
public final class DailySeal {
    private final AuditLog audit;
    private final MailQueue mails;
    private final AlarmLetters letters;
    private final List<EmailAddress> recipients;
    private final Transactions transactions;
    private final Clock clock;

    /** @param recipients nobody is told if empty */
    public DailySeal(
            AuditLog audit,
            MailQueue mails,
            AlarmLetters letters,
            List<EmailAddress> recipients,
            Transactions transactions,
            Clock clock) {
        this.audit = audit;
        this.mails = mails;
        this.letters = letters;
        this.recipients = List.copyOf(recipients);
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The heads of today; empty if that was done. */
    public List<AuditEntry.Head> run() {
        return transactions.durable(() -> {
            List<AuditEntry.Head> heads = audit.seal();
            if (!heads.isEmpty()) {
                recipients.forEach(to -> mails.enqueue(letters.heads(to, heads), clock.instant()));
            }
            return heads;
        });
    }
}
