package org.signet.app.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.Transactions;
import org.signet.ca.revocation.Revocation;
import org.signet.ca.watch.Observation;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.archive.SqlArchive;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

class CertificateArchiveTest {
    /** Longer than any of these certificates is valid. */
    private static final Duration YEARS = Duration.ofDays(2_000);

    private final MovingClock clock = MovingClock.started();
    private final KeyPair key = Csr.key(KeyType.EC_P256);
    private Signet signet;
    private Path folder;
    private List<CertificateRecord> old;
    private CertificateRecord young;

    @BeforeEach
    void found() {
        signet = TestCa.open(TestCa.found(TestCa.temporaryFolder(), clock), clock);
        signet.openIssuingKey().orThrow();
        folder = new Retention(null, null).place(signet.folder().path());
        old = new ArrayList<>(List.of(issued("ada", key)));
        for (String who : List.of("bob", "cyd", "dee", "eve")) {
            old.add(issued(who, Csr.key(KeyType.EC_P256)));
        }
        signet.revocation()
                .revoke(old.get(1).serial(), Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                .orThrow();
        clock.forward(Duration.ofDays(300));
        young = issued("fay", Csr.key(KeyType.EC_P256));
        signet.addressBook().search().catchUp(true, () -> false);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private CertificateRecord issued(String local, KeyPair key) {
        SerialNumber serial = signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(local, "example.com")),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .serial();
        return signet.certificates().find(serial).orElseThrow();
    }

    /** All but the last end before it. */
    private Instant before() {
        return old.stream()
                .map(certificate -> certificate.validity().notAfter())
                .max(Instant::compareTo)
                .orElseThrow()
                .plusMillis(1);
    }

    private CertificateArchive archive(Transactions transactions) {
        return new CertificateArchive(
                folder, new SqlArchive(signet.database()), transactions, signet.audit(), clock, 2);
    }

    private long run() {
        return archive(signet.transactions())
                .run(before(), TestCa.OPERATOR, done -> {})
                .orThrow();
    }

    private List<String> names(String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .toList();
        }
    }

    private List<Optional<CertificateStatus>> statuses() {
        return Stream.concat(old.stream(), Stream.of(young))
                .map(each -> signet.revocations().status(each.issuerId(), each.serial()))
                .toList();
    }

    private long rows(String table) throws Exception {
        try (var connection = ChosenDatabase.connection(signet.folder().path(), "signet");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Every old one in one file exactly, whole, and out of the tables; the files are what the log says. */
    private void assertArchivedOnce() throws Exception {
        List<String> serials = new ArrayList<>();
        for (String name : names(".zip")) {
            try (ZipFile zip = new ZipFile(folder.resolve(name).toFile())) {
                for (CertificateRecord each : old) {
                    var entry = zip.getEntry(each.serial().hex() + ".cer");
                    if (entry != null) {
                        serials.add(each.serial().hex());
                        assertThat(zip.getInputStream(entry).readAllBytes())
                                .isEqualTo(each.der().toArray());
                    }
                }
            }
        }
        assertThat(serials)
                .containsExactlyInAnyOrderElementsOf(
                        old.stream().map(each -> each.serial().hex()).toList());
        assertThat(names(CertificateArchive.PART)).isEmpty();
        assertThat(old)
                .allMatch(each -> signet.certificates().find(each.serial()).isEmpty());
        assertThat(signet.audit().of(AuditEvent.CertificatesArchived.class)).hasSize(3);
        assertThat(search().verify(file -> {})).isEmpty();
        assertThat(signet.audit().verify().broken()).isEmpty();
        assertThat(run()).as("nothing is left to move").isZero();
    }

    private ArchiveSearch search() {
        return new ArchiveSearch(folder, signet.database(), signet.audit());
    }

    @Test
    void whatEndedLeavesTheTablesAndItsStatusStaysAsItWas() throws Exception {
        List<Optional<CertificateStatus>> told = statuses();
        assertThat(told).allMatch(Optional::isPresent);
        List<Long> progress = new ArrayList<>();
        assertThat(archive(signet.transactions())
                        .run(before(), TestCa.OPERATOR, progress::add)
                        .orThrow())
                .isEqualTo(5);
        assertThat(progress).containsExactly(2L, 4L, 5L);
        assertThat(statuses()).isEqualTo(told);
        assertThat(signet.certificates().find(young.serial())).contains(young);
        assertThat(rows("certificate_address")).as("of what is left").isEqualTo(rows("certificate"));
        assertThat(rows("certificate_hash where certificate_id not in (select id from certificate)"))
                .isZero();
        assertThat(signet.certificates().uses(old.get(0).keyId()))
                .as("the key is still somebody's")
                .extracting("personId")
                .containsExactly(old.get(0).personId());
        assertArchivedOnce();
    }

    @Test
    void aFileIsItsOwnersAndSaysWhatTheRecordsSaid() throws Exception {
        run();
        Path file = folder.resolve(
                signet.certificates().archive(old.get(1).serial()).orElseThrow().file());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        List<String> found = new ArrayList<>();
        search().find(old.get(1).serial().hex(), (name, line) -> found.add(name + line));
        assertThat(found)
                .singleElement()
                .asString()
                .contains(file.getFileName().toString(), "bob@example.com", "superseded");
        found.clear();
        search().find("EVE@example", (name, line) -> found.add(line));
        assertThat(found)
                .singleElement()
                .asString()
                .contains(old.get(4).serial().hex(), "\"status\":\"active\"");
        search().find("fay@", (name, line) -> found.add(line));
        assertThat(found).hasSize(1);
    }

    @Test
    void aProcessThatDiesBeforeTheTablesChangeLeavesNothing() throws Exception {
        assertThatThrownBy(() -> archive(new Around(signet.transactions(), CertificateArchiveTest::die, () -> {}))
                        .run(before(), TestCa.OPERATOR, done -> {}))
                .hasMessage("killed");
        assertThat(names(CertificateArchive.PART)).hasSize(1);
        assertThat(old)
                .allMatch(each -> signet.certificates().find(each.serial()).isPresent());
        assertThat(run()).isEqualTo(5);
        assertArchivedOnce();
    }

    @Test
    void aProcessThatDiesAfterTheTablesChangedLosesNothing() throws Exception {
        assertThatThrownBy(() -> archive(new Around(signet.transactions(), () -> {}, CertificateArchiveTest::die))
                        .run(before(), TestCa.OPERATOR, done -> {}))
                .hasMessage("killed");
        assertThat(names(CertificateArchive.PART)).hasSize(1);
        assertThat(seen()).containsExactly("archive.there", "archive.whole");
        assertThat(run()).isEqualTo(3);
        assertArchivedOnce();
    }

    /** What was about to be moved is revoked before it is: the file that says otherwise does not count. */
    @Test
    void whatChangesMeanwhileIsMovedAsItIsThen() throws Exception {
        Iterator<Runnable> first = List.<Runnable>of(() -> signet.revocation()
                        .revoke(
                                old.get(0).serial(),
                                Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE),
                                TestCa.OPERATOR)
                        .orThrow())
                .iterator();
        Transactions late = new Around(
                signet.transactions(),
                () -> {
                    if (first.hasNext()) {
                        first.next().run();
                    }
                },
                () -> {});
        assertThat(archive(late).run(before(), TestCa.OPERATOR, done -> {}).orThrow())
                .isEqualTo(5);
        List<String> found = new ArrayList<>();
        search().find(old.get(0).serial().hex(), (name, line) -> found.add(line));
        assertThat(found).singleElement().asString().contains("keyCompromise");
        assertArchivedOnce();
    }

    @Test
    void aFileThatWasChangedOrIsMissingIsTold() throws Exception {
        assertThat(seen()).isEmpty();
        run();
        List<String> names = names(".zip");
        assertThat(seen()).containsExactly("archive.there", "archive.whole");
        Files.writeString(folder.resolve(names.get(0)), "else");
        assertThat(seen()).containsExactly("archive.there", "archive.changed");
        Files.delete(folder.resolve(names.get(1)));
        assertThat(seen()).containsExactly("archive.missing", "archive.missing");
        assertThat(search().verify(file -> {}))
                .hasSize(2)
                .anyMatch(wrong -> wrong.contains(names.get(0)) && wrong.contains("not as it was written"))
                .anyMatch(wrong -> wrong.contains(names.get(1)) && wrong.contains("backups"));
    }

    @Test
    void oneProcessAtATime() throws Exception {
        run();
        try (FileChannel channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(archive(signet.transactions())
                            .run(clock.instant().plus(YEARS), TestCa.OPERATOR, done -> {})
                            .isOk())
                    .isFalse();
        }
        assertThat(signet.certificates().find(young.serial())).isPresent();
    }

    /** By the self-check, at a glance and wholly. */
    private List<String> seen() {
        return Stream.of(false, true)
                .flatMap(whole -> new ArchiveFiles(search(), whole).look(doing -> {}).stream())
                .map(Observation::code)
                .toList();
    }

    private static void die() {
        throw new IllegalStateException("killed");
    }
}
