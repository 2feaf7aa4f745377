package org.signet.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.app.backup.BackupTrial.backup;
import static org.signet.app.backup.BackupTrial.issue;
import static org.signet.app.backup.BackupTrial.plan;
import static org.signet.app.backup.BackupTrial.restore;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Config;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.x509.Crl;
import org.signet.model.Outcome;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** A CA at work is backed up, works on, is lost, and comes back. */
class BackupDrillTest {
    @TempDir
    Path parent;

    private Path file;

    /** Of either engine into either. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCaComesBack(boolean postgres) throws Exception {
        file = parent.resolve("ca.backup");
        Path folder = TestCa.copy(parent);
        SerialNumber ada;
        SerialNumber revoked;
        SerialNumber later;
        BigInteger published;
        Backup.Made made;
        try (Signet signet = TestCa.open(folder)) {
            signet.openIssuingKey().orThrow();
            ada = issue(signet, "Ada Lovelace");
            revoked = issue(signet, "Zoë Ångström");
            revoke(signet, revoked);
            made = backup(signet, file);
            later = issue(signet, "Grace Hopper");
            for (int i = 0; i < 5; i++) {
                publish(signet);
            }
            published = TestCa.crl(signet, "issuing-1").number().orElseThrow();
        }
        Path back = parent.resolve("back");
        Config.Database place = postgres ? BackupTrial.postgres() : BackupTrial.folder();
        Restoration.Restored restored = restore(back, plan(file, place)).orThrow();
        assertThat(restored.manifest()).isEqualTo(made.manifest());
        try (Signet signet = TestCa.open(back)) {
            assertThat(signet.config().database()).isEqualTo(place);
            assertThat(signet.audit().verify(made.manifest().heads()).broken()).isEmpty();
            assertThat(signet.audit().latest(1).get(0).type()).isEqualTo("BackupRestored");
            assertThat(signet.certificates().find(ada)).isPresent();
            assertThat(signet.certificates().find(later)).isEmpty();
            assertThat(signet.people().find(BackupTrial.address("Zoë Ångström")))
                    .hasValueSatisfying(person -> assertThat(person.name()).hasToString("Zoë Ångström"));
            signet.openIssuingKey().orThrow();
            assertThat(issue(signet, "Emmy Noether")).isNotIn(ada, revoked, later);
            publish(signet);
            assertThat(TestCa.crl(signet, "issuing-1").number().orElseThrow()).isGreaterThan(published);
            assertThat(TestCa.crl(signet, "issuing-1").content().revocations()).containsOnlyKeys(revoked);
        }
    }

    private static void publish(Signet signet) {
        signet.crls()
                .publish(signet.openIssuingKey().orThrow(), TestCa.OPERATOR)
                .orThrow();
    }

    private static void revoke(Signet signet, SerialNumber serial) {
        signet.revocation()
                .revoke(serial, Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
    }

    /** All tables are of one moment: the log ends where it says, and every certificate that it tells of is there. */
    @Test
    void aBackupUnderLoadIsOfOneMoment() throws Exception {
        Path folder = TestCa.copy(parent);
        try (Signet signet = TestCa.open(folder)) {
            signet.openIssuingKey().orThrow();
            AtomicBoolean ended = new AtomicBoolean();
            ConcurrentLinkedQueue<SerialNumber> issued = new ConcurrentLinkedQueue<>();
            Thread load = new Thread(() -> {
                for (int i = 0; !ended.get(); i++) {
                    issued.add(issue(signet, "Person " + i));
                }
            });
            load.start();
            for (int i = 0; i < 4; i++) {
                while (issued.size() < 5 * (i + 1)) {
                    Thread.sleep(5);
                }
                int before = issued.size();
                Path one = parent.resolve("load" + i);
                backup(signet, one);
                Path back = parent.resolve("back" + i);
                restore(back, plan(one, BackupTrial.folder())).orThrow();
                try (Signet again = TestCa.open(back)) {
                    assertThat(issued.stream().limit(before))
                            .allSatisfy(
                                    serial -> assertThat(again.certificates().find(serial))
                                            .isPresent());
                    Set<String> told = again.audit().after(0, 100_000).stream()
                            .filter(entry -> entry.type().equals("CertificateIssued"))
                            .map(entry -> entry.details().lines().findFirst().orElseThrow())
                            .collect(Collectors.toSet());
                    assertThat(issued)
                            .allSatisfy(serial -> assertThat(
                                            again.certificates().find(serial).isPresent())
                                    .isEqualTo(told.contains("serial=" + serial)));
                }
            }
            ended.set(true);
            load.join();
        }
    }

    /** What was revoked after the backup, known or not, is taken from the CRL that was published last. */
    @Test
    void theLastCrlTellsWhatWasRevokedSince() {
        file = parent.resolve("ca.backup");
        SerialNumber ada;
        SerialNumber later;
        Crl last;
        try (Signet signet = TestCa.open(TestCa.copy(parent))) {
            signet.openIssuingKey().orThrow();
            ada = issue(signet, "Ada Lovelace");
            backup(signet, file);
            later = issue(signet, "Grace Hopper");
            revoke(signet, ada);
            revoke(signet, later);
            publish(signet);
            last = TestCa.crl(signet, "issuing-1");
        }
        Restoration.Plan plan = new Restoration.Plan(
                file,
                BackupKey.of(BackupTrial.PASSPHRASE),
                BackupTrial.folder(),
                List.of(),
                false,
                List.of(last, last));
        assertThat(restore(parent.resolve("back"), plan).orThrow().revocations())
                .isEqualTo(2);
        try (Signet signet = TestCa.open(parent.resolve("back"))) {
            assertThat(signet.certificates().find(ada).orElseThrow().status().isRevoked())
                    .isTrue();
            publish(signet);
            Crl next = TestCa.crl(signet, "issuing-1");
            assertThat(next.number().orElseThrow()).isGreaterThan(last.number().orElseThrow());
            assertThat(next.content().revocations()).containsOnlyKeys(ada, later);
            assertThat(signet.audit().verify().broken()).isEmpty();
        }
    }

    /** A head that was written down shows that a backup is old, or that its log is another. */
    @Test
    void anOlderBackupIsRefusedUntilItIsAccepted() {
        file = parent.resolve("ca.backup");
        AuditEntry.Head before;
        AuditEntry.Head head;
        try (Signet signet = TestCa.open(TestCa.copy(parent))) {
            before = signet.audit().verify().heads().get(0);
            backup(signet, file);
            signet.openIssuingKey().orThrow();
            issue(signet, "Ada Lovelace");
            head = signet.audit().verify().heads().get(0);
        }
        Path back = parent.resolve("back");
        Outcome<Restoration.Restored> refused = restore(back, plan(file, head, false));
        long missing = head.sequence() - before.sequence();
        assertThat(refused.refusal().detail()).contains(missing + " entries", "--accept-older");
        assertThat(Files.exists(back)).isFalse();
        AuditEntry.Head other = new AuditEntry.Head("main", before.sequence() - 1, before.hash());
        assertThat(restore(back, plan(file, other, true)).refusal().detail()).contains("was written anew");
        assertThat(Files.exists(back.resolve("signet.toml"))).isFalse();
        assertThat(restore(back, plan(file, head, true)).orThrow().missing()).isEqualTo(missing);
    }
}
