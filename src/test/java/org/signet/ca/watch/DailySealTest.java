package org.signet.ca.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditLog;
import org.signet.edge.store.SqlAudit;
import org.signet.edge.store.SqlMailQueue;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.edge.web.Messages;
import org.signet.edge.web.letters.CatalogueAlarms;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

class DailySealTest {
    private static final EmailAddress ARCHIVE = new EmailAddress("archive", "example.net");

    @TempDir
    Path folder;

    @Test
    void theHeadsAreMailedSignedOnceADayAndTheLogHoldsThemLater() {
        MovingClock clock = new MovingClock(Instant.parse("2026-11-24T23:00:00Z"));
        try (Database database = ChosenDatabase.open(folder, "seal")) {
            AuditLog audit = new AuditLog(new SqlAudit(database), clock);
            SqlMailQueue queue = new SqlMailQueue(database);
            DailySeal seal = new DailySeal(
                    audit,
                    queue,
                    new CatalogueAlarms(Messages.ofClassPath().in("en"), "Example Company", "https://ca.example.com"),
                    List.of(ARCHIVE),
                    database.transactions(),
                    clock);
            seal.run();
            clock.forward(Duration.ofHours(2));
            List<AuditEntry.Head> heads = seal.run();
            assertThat(seal.run()).isEmpty();
            List<Mail> mails =
                    queue.latest(10).stream().map(queued -> queued.mail()).toList();
            assertThat(mails).hasSize(1).allMatch(Mail::signed);
            assertThat(heads).hasSize(1);
            assertThat(mails.get(0).to()).isEqualTo(ARCHIVE);
            assertThat(mails.get(0).body()).contains("signet audit verify --head " + heads.get(0));
            assertThat(audit.verify(heads).broken()).isEmpty();
            AuditEntry.Head other = new AuditEntry.Head(
                    heads.get(0).chain(),
                    heads.get(0).sequence() + 5,
                    heads.get(0).hash());
            assertThat(audit.verify(List.of(other)).broken()).isPresent();
        }
    }
}
