package org.signet.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.signet.app.backup.BackupTrial.backup;
import static org.signet.app.backup.BackupTrial.folder;
import static org.signet.app.backup.BackupTrial.plan;
import static org.signet.app.backup.BackupTrial.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Config;
import org.signet.app.DataFolder;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.edge.store.database.Child;
import org.signet.edge.store.database.ChosenDatabase;

/** A backup or a restore that is killed leaves nothing half, and begun again it ends well. */
class BackupKillTest {
    /** Where it is killed: in a sample only once. */
    private static final List<String> TABLES = Boolean.getBoolean("signet.endurance")
            ? List.of("account", "audit_entry", "revocation_link")
            : List.of("audit_entry");

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

    /** Killed anywhere, a restore leaves no CA, and begun again it ends well. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKilledRestoreIsBegunAnew(boolean postgres) throws Exception {
        Config.Database place = postgres ? BackupTrial.postgres() : folder();
        for (String at : TABLES) {
            Process child =
                    Child.start(KilledRestore.class, file.toString(), back.toString(), String.valueOf(place.url()), at);
            assertThat(child.waitFor()).isEqualTo(137);
            assertThat(back.resolve("signet.toml")).doesNotExist();
        }
        restore(back, plan(file, place)).orThrow();
        try (var files = Files.list(back)) {
            assertThat(files.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            postgres ? List.of("keys", "signet.toml") : List.of("keys", "signet.mv.db", "signet.toml"));
        }
        TestCa.open(back).close();
    }

    @Test
    void aKilledBackupLeavesNoFileOfItsName() throws Exception {
        assumeThat(ChosenDatabase.isPostgreSql()).isFalse();
        Path killed = parent.resolve("killed");
        Process child = Child.start(KilledBackup.class, ca.toString(), killed.toString());
        assertThat(child.waitFor()).isEqualTo(137);
        assertThat(killed).doesNotExist();
        try (Signet signet = TestCa.open(ca)) {
            backup(signet, killed);
        }
        restore(back, plan(killed, folder())).orThrow();
    }

    /** Restores and kills itself when a table is reached. */
    static final class KilledRestore {
        public static void main(String[] arguments) {
            String url = arguments[2].equals("null") ? null : arguments[2];
            new Restoration(new DataFolder(Path.of(arguments[1])), Clock.systemUTC())
                    .restore(
                            plan(Path.of(arguments[0]), new Config.Database(url, null, null)),
                            TestCa.OPERATOR,
                            (table, done, all) -> {
                                if (table.equals(arguments[3])) {
                                    die();
                                }
                            })
                    .orThrow();
        }
    }

    /** Makes a backup and kills itself in the middle. */
    static final class KilledBackup {
        public static void main(String[] arguments) {
            try (Signet signet = TestCa.open(Path.of(arguments[0]))) {
                new Backup(signet)
                        .to(
                                Path.of(arguments[1]),
                                BackupLock.of(BackupTrial.PASSPHRASE),
                                TestCa.OPERATOR,
                                (table, done, all) -> {
                                    if (table.equals("issuer")) {
                                        die();
                                    }
                                });
            }
        }
    }

    private static void die() {
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            Thread.sleep(10_000);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
