package org.signet.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.signet.app.backup.BackupTrial.backup;
import static org.signet.app.backup.BackupTrial.folder;
import static org.signet.app.backup.BackupTrial.plan;
import static org.signet.app.backup.BackupTrial.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Config;
import org.signet.app.DataFolder;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.writing.SealedStream;
import org.signet.edge.store.database.Database;
import org.signet.model.Outcome;
import org.signet.model.Unavailable;

/** Whatever is wrong with a backup or on the way: a sentence says it, and nothing is left half. */
class BackupFaultsTest {
    @TempDir
    static Path shared;

    private static Path ca;

    @TempDir
    Path parent;

    private Path file;
    private Path back;

    @BeforeAll
    static void aBackup() {
        ca = TestCa.copy(shared);
        try (Signet signet = TestCa.open(ca)) {
            backup(signet, shared.resolve("ca.backup"));
        }
    }

    @BeforeEach
    void itsCopy() throws IOException {
        file = Files.copy(shared.resolve("ca.backup"), parent.resolve("ca.backup"));
        back = parent.resolve("back");
    }

    private void refused(Restoration.Plan plan, String why) {
        assertThat(restore(back, plan).refusal().detail()).contains(why);
        nothingIsThere();
    }

    private void nothingIsThere() {
        assertThat(back.resolve("signet.toml")).doesNotExist();
        assertThat(back.resolve("keys")).doesNotExist();
        assertThat(back.resolve("signet.mv.db")).doesNotExist();
        assertThat(back.resolve(".unfinished")).doesNotExist();
    }

    private Restoration.Plan with(BackupKey key) {
        return new Restoration.Plan(file, key, folder(), List.of(), false, List.of());
    }

    @Test
    void anotherPassphraseIsRefused() {
        refused(with(BackupKey.of(Passphrase.of("correct horse batterz".toCharArray()))), "does not open it");
    }

    @Test
    void anotherKeyIsRefused() {
        refused(with(BackupKey.of(List.of(identity(People.BOB)), TestCa.RANDOM)), "None of your keys");
    }

    private static Identity identity(People.Person person) {
        return new Identity(person.key(), person.certificate());
    }

    /** It goes to a certificate as well, and each key opens what is for it alone. */
    @Test
    void whatIsForACertificateIsOpenedByItsKey() {
        for (People.Person person : List.of(People.ADA, People.BOB)) {
            file = parent.resolve(person.name());
            try (Signet signet = TestCa.open(ca)) {
                new Backup(signet)
                        .to(file, BackupLock.of(person.certificate()), TestCa.OPERATOR, (table, done, all) -> {})
                        .orThrow();
                assertThat(signet.audit().latest(1).get(0).details())
                        .contains("recipient=SHA-256 " + person.certificate().sha256());
            }
            back = parent.resolve("back-" + person.name());
            refused(with(BackupKey.of(BackupTrial.PASSPHRASE)), "--p12");
            restore(back, with(BackupKey.of(List.of(identity(person)), TestCa.RANDOM)))
                    .orThrow();
            TestCa.open(back).close();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0", "0.001", "0.1", "0.5", "0.9", "0.9999"})
    void aCutFileIsRefused(double part) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(octets, (int) (octets.length * part)));
        refused(plan(file, folder()), "cut off or damaged");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 0.004, 0.01, 0.5, 0.9995, 1})
    void aFlippedOctetIsRefused(double where) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        octets[(int) ((octets.length - 1) * where)] ^= 1;
        Files.write(file, octets);
        refused(plan(file, folder()), "is not restored, and nothing was done");
    }

    @Test
    void whatIsNoBackupIsRefused() throws IOException {
        Files.writeString(file, "-----BEGIN PGP MESSAGE-----");
        refused(plan(file, folder()), "is no backup");
        sealed(zip("letter.txt", "Dear Bob"));
        refused(plan(file, folder()), "no backup of Signet");
        refused(plan(parent.resolve("none"), folder()), "cannot be read");
    }

    private void sealed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealedStream sealed = SealedStream.to(out, BackupTrial.PASSPHRASE, TestCa.RANDOM)) {
            sealed.write(content);
            sealed.finish();
        }
        Files.write(file, out.toByteArray());
    }

    private static byte[] zip(String... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < parts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(parts[i]));
                zip.write(parts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static String manifest(int format, int schema) {
        return "{\"format\":" + format + ",\"version\":\"9.9\",\"schema\":" + schema
                + ",\"made\":\"2026-01-01T00:00:00Z\",\"company\":\"X\",\"auditHeads\":\"1:" + "0".repeat(64)
                + "\",\"rows\":{},\"crlNumbers\":{}}";
    }

    /** Whoever knows the passphrase may still write what no Signet writes. */
    @Test
    void anotherVersionAndForeignPartsAreRefused() throws IOException {
        sealed(zip("backup.json", manifest(2, 41)));
        refused(plan(file, folder()), "version 9.9, which writes another format");
        sealed(zip("backup.json", manifest(1, 9_000)));
        refused(plan(file, folder()), "version 9.9, which is newer");
        for (String name : List.of("keys/../../x", "keys/", "keys/.ceremony", "/etc/passwd", "keys/a/b")) {
            sealed(zip("backup.json", manifest(1, 41), name, "x"));
            refused(plan(file, folder()), "a name that none has");
        }
        sealed(zip("backup.json", manifest(1, 41), "signet.toml", ""));
        refused(plan(file, folder()), "its end is missing");
    }

    @Test
    void aClockThatIsWrongIsToldOf() {
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        assertThat(restore(back, plan(file, folder()), behind).refusal().detail())
                .contains("Set the clock right");
        nothingIsThere();
    }

    @Test
    void neitherAFolderNorAFileInUseIsTaken() {
        assertThat(restore(ca, plan(file, folder())).refusal().detail()).contains("is not empty");
        try (Signet signet = TestCa.open(ca)) {
            Outcome<Backup.Made> again = new Backup(signet)
                    .to(file, BackupLock.of(BackupTrial.PASSPHRASE), TestCa.OPERATOR, (table, done, all) -> {});
            assertThat(again.refusal().detail()).contains("is there already");
        }
    }

    /** What a killed restore left in a database lets nobody begin on it, and the next one takes it. */
    @Test
    void aRestoreThatBrokeOffIsBegunAnew() {
        Config.Database place = BackupTrial.postgres();
        assertThatThrownBy(() -> new Restoration(new DataFolder(back), Clock.systemUTC())
                        .restore(plan(file, place), TestCa.OPERATOR, (table, done, all) -> {
                            if (table.equals("issuer")) {
                                throw new IllegalStateException("killed");
                            }
                        }))
                .hasMessageContaining("killed");
        nothingIsThere();
        assertThatThrownBy(() -> place.server().map(Database::connect))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("begun and not ended");
        restore(back, plan(file, place)).orThrow();
        TestCa.open(back).close();
        back = parent.resolve("another");
        refused(plan(file, place), "is not empty");
    }

    /** Of a disk of 64 KiB that is full half way: neither a backup nor a restore leaves anything. */
    @Test
    void aFullDiskLeavesNothing() throws Exception {
        Path small = Files.createDirectory(parent.resolve("small"));
        assumeThat(ran("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()))
                .as("may mount")
                .isZero();
        try (Signet signet = TestCa.open(ca)) {
            Files.write(small.resolve("others"), new byte[56_000]);
            assertThatThrownBy(() -> backup(signet, small.resolve("full")))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("No space left");
            try (var files = Files.list(small)) {
                assertThat(files).containsExactly(small.resolve("others"));
            }
            back = small.resolve("back");
            assertThatThrownBy(() -> restore(back, plan(file, folder()))).isInstanceOf(Unavailable.class);
            nothingIsThere();
        } finally {
            ran("umount", "-l", small.toString());
        }
    }

    private static int ran(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor();
    }
}
