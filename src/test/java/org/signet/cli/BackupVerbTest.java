package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;

class BackupVerbTest {
    @TempDir
    Path parent;

    private String path(String name) {
        return parent.resolve(name).toString();
    }

    private Ran backup(String passphrase) throws IOException {
        Files.writeString(parent.resolve("passphrase"), passphrase + "\n");
        return Ran.of(
                "backup",
                "--data",
                parent.resolve("copy").toString(),
                "--out",
                path("ca.p7m"),
                "--passphrase-file",
                path("passphrase"));
    }

    private Ran restore(String... more) {
        String[] arguments = {
            "restore", path("ca.p7m"), "--data", path("back"), "--passphrase-file", path("passphrase"), more[0], more[1]
        };
        return Ran.of(arguments);
    }

    /** Beside a server; the head that it prints is the one by which a restore is judged. */
    @Test
    void whatIsBackedUpIsRestored() throws IOException {
        try (Signet serving = TestCa.open(TestCa.copy(parent))) {
            assertThat(backup("short").err()).contains("at least 12 characters");
            Ran made = backup("correct horse battery");
            assertThat(made.code()).as(made.err()).isZero();
            assertThat(made.out()).contains("rows of", "issuing-1.passphrase");
            String head = made.out().substring(made.out().lastIndexOf(' ') + 1).strip();
            assertThat(backup("correct horse battery").err()).contains("is there already");
            assertThat(Files.getPosixFilePermissions(parent.resolve("ca.p7m"))).hasSize(2);
            String later = serving.audit().verify().written();
            Ran older = restore("--head", later);
            assertThat(older.code()).isEqualTo(Main.NO);
            assertThat(older.err()).contains("1 entries at least are missing", "--accept-older");
            Ran restored = restore("--head", head);
            assertThat(restored.code()).as(restored.err()).isZero();
            assertThat(restored.out())
                    .contains(
                            "the audit log is whole up to " + head, "next CRL of issuing-1", "old CA never runs again");
        }
    }

    @Test
    void wrongUseIsSaid() throws IOException {
        TestCa.copy(parent);
        assertThat(Ran.of("backup", "--data", path("copy")).code()).isEqualTo(Main.WRONG_USE);
        assertThat(Ran.of("backup", "--data", path("copy"), "--out", path("no/x"), "--passphrase-file", path("p"))
                        .code())
                .isEqualTo(Main.WRONG_USE);
        backup("correct horse battery");
        assertThat(restore("--head", "7").code()).isEqualTo(Main.WRONG_USE);
        assertThat(restore("--database-url", "postgresql://u:p@localhost/x").err())
                .contains("no place for a password");
        Files.writeString(parent.resolve("passphrase"), "another one entirely\n");
        assertThat(restore("--database-url", "postgresql://u@localhost/x").err())
                .contains("does not open it");
        assertThat(parent.resolve("back")).doesNotExist();
    }
}
