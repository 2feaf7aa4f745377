package org.signet.ca.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.edge.store.SqlAudit;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.model.Actor;
import org.signet.model.SerialNumber;

class AuditLogTest {
    private static final Actor ACTOR = Actor.system();

    @TempDir
    Path folder;

    private Database database;
    private AuditLog log;

    @BeforeEach
    void open() {
        database = ChosenDatabase.open(folder, "audit");
        log = new AuditLog(new SqlAudit(database), Clock.systemUTC());
        for (int i = 1; i <= 5; i++) {
            append(new AuditEvent.SignedIn("user" + i));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void append(AuditEvent event) {
        database.transactions().durable(() -> {
            log.append(ACTOR, event);
            return null;
        });
    }

    private void tamper(String... statements) throws SQLException {
        try (Connection connection = ChosenDatabase.connection(folder, "audit")) {
            for (String statement : statements) {
                try (var prepared = connection.prepareStatement(statement)) {
                    assertThat(prepared.executeUpdate()).as(statement).isPositive();
                }
            }
        }
    }

    @Test
    void aWholeLogIsWhole() {
        AuditLog.Verdict verdict = log.verify();
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(5);
        assertThat(log.latest(2)).extracting(AuditEntry::sequence).containsExactly(5L, 4L);
    }

    @Test
    void aHeadThatWasWrittenDownIsLookedFor() throws SQLException {
        AuditEntry.Head written = AuditEntry.Head.parse(log.verify().written()).orThrow();
        assertThat(log.verify(List.of(written)).broken()).isEmpty();
        append(new AuditEvent.SignedIn("later"));
        assertThat(log.verify(List.of(written)).broken()).isEmpty();

        AuditEntry.Head other = new AuditEntry.Head("main", 4, written.hash());
        assertThat(log.verify(List.of(other)).broken().orElseThrow())
                .startsWith("entry 4 is not the one that was written down");
        AuditEntry.Head ahead = new AuditEntry.Head("main", 7, written.hash());
        assertThat(log.verify(List.of(ahead)).broken().orElseThrow()).startsWith("the log ends at entry 6");
        for (String wrong : List.of("", "5", "0:" + "0".repeat(64), "5:xyz", "5:" + "0".repeat(63))) {
            assertThat(AuditEntry.Head.parse(wrong).isOk()).as(wrong).isFalse();
        }
    }

    @Test
    void anEmptyLogIsWhole(@TempDir Path other) {
        try (Database empty = ChosenDatabase.open(other, "empty")) {
            AuditLog.Verdict verdict = new AuditLog(new SqlAudit(empty), Clock.systemUTC()).verify();
            assertThat(verdict.broken()).isEmpty();
            assertThat(verdict.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + 1",
                "actor = 'account:eve'",
                "origin = '10.0.0.1'",
                "type = 'SignInFailed'",
                "details = 'user=eve'",
                "details = details || ' '",
                "hash = (select hash from audit_head)"
            })
    void anEditShows(String edit) throws SQLException {
        tamper("update audit_entry set " + edit + " where sequence = 3");
        assertThat(log.verify().broken().orElseThrow()).startsWith("entry 3 does not follow entry 2");
        assertThat(log.verify().entries()).isEqualTo(2);
    }

    @Test
    void movingTextFromOneFieldToTheNextShows() throws SQLException {
        tamper("update audit_entry set actor = 'syste', origin = 'mschedule' where sequence = 3");
        assertThat(log.verify().broken()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, entry 2 does not follow entry 0", "3, entry 4 does not follow entry 2"})
    void aRemovedEntryShows(int sequence, String message) throws SQLException {
        tamper("delete from audit_entry where sequence = " + sequence);
        assertThat(log.verify().broken().orElseThrow()).startsWith(message);
    }

    @Test
    void twoThatChangedPlacesShow() throws SQLException {
        tamper(
                "update audit_entry set sequence = 99 where sequence = 2",
                "update audit_entry set sequence = 2 where sequence = 3",
                "update audit_entry set sequence = 3 where sequence = 99");
        assertThat(log.verify().broken().orElseThrow()).startsWith("entry 3 does not follow entry 1");
    }

    @Test
    void aCutTailShows() throws SQLException {
        tamper("delete from audit_entry where sequence >= 4");
        assertThat(log.verify().broken().orElseThrow())
                .isEqualTo("the log ends at entry 3, but entry 5 was written: its tail was cut");
    }

    @Test
    void aForgedTailAndAHeadSetBackShow() throws SQLException {
        List<AuditEntry> entries = log.latest(5);
        tamper("update audit_head set sequence = 4");
        assertThat(log.verify().broken().orElseThrow())
                .as("number of entry 4, hash of entry 5")
                .startsWith("entry 4 does not match the stored head");
        tamper("update audit_head set hash = (select hash from audit_entry where sequence = "
                + entries.get(1).sequence() + ")");
        assertThat(log.verify().broken().orElseThrow()).startsWith("the stored head stands at entry 4, behind entry 5");
    }

    @Test
    void lineBreaksAndSignsStayInTheirField() {
        append(new AuditEvent.EnrollmentRefused("id1", "a=b\nsecond=line\r\n\\n back\\slash\u2028 end"));
        AuditEntry entry = log.latest(1).get(0);
        assertThat(entry.type()).isEqualTo("EnrollmentRefused");
        assertThat(entry.details())
                .isEqualTo("enrollment=id1\ncomment=a=b\\nsecond=line\\r\\n\\\\n back\\\\slash\u2028 end");
        assertThat(entry.details().lines()).hasSize(2);
        assertThat(log.verify().broken()).isEmpty();
    }

    @Test
    void valuesAreTold() {
        SerialNumber serial = SerialNumber.parse("4f2a09").orThrow();
        append(new AuditEvent.IssuanceAbandoned(serial));
        assertThat(log.latest(1).get(0).details()).isEqualTo("serial=4f2a09");
    }

    @Test
    @Timeout(60)
    void aLogThatGrowsMeanwhileRaisesNoFalseAlarm() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            while (!enough.get()) {
                append(new AuditEvent.SignedIn("busy"));
            }
        });
        writer.start();
        try {
            for (int i = 0; i < 100; i++) {
                assertThat(log.verify().broken()).isEmpty();
            }
        } finally {
            enough.set(true);
            writer.join();
        }
    }

    @Test
    void theTailAloneIsFollowedQuickly() throws SQLException {
        assertThat(log.verifyTail(3).broken()).isEmpty();
        assertThat(log.verifyTail(3).entries()).isEqualTo(5);
        assertThat(log.verifyTail(100).broken()).isEmpty();
        tamper("update audit_entry set actor = 'somebody' where sequence = 1");
        assertThat(log.verifyTail(3).broken()).isEmpty();
        assertThat(log.verify().broken()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'somebody' where sequence = 4",
                "delete from audit_entry where sequence = 4",
                "delete from audit_entry where sequence = 5",
                "update audit_head set sequence = 4",
                "update audit_head set sequence = 9",
                "delete from audit_entry",
            })
    void aTailThatWasChangedShows(String statement) throws SQLException {
        tamper(statement);
        assertThat(log.verifyTail(3).broken()).isPresent();
    }
}
