package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Debian package, installed on this machine and taken off again: by root alone, and where no other one is. */
class DebianPackageTest {
    private static final Path DATA = Path.of("/var/lib/signet");
    private static final Path SETTINGS = Path.of("/etc/signet");
    private static final Path HOME = Path.of("/usr/share/signet");

    private final Program dpkg = Program.require("dpkg");
    private Path file;
    private boolean installed;

    @BeforeEach
    void find() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "left out: only root installs packages");
        Assumptions.assumeTrue(
                Stream.of(DATA, SETTINGS, HOME).noneMatch(Files::exists), "left out: a Signet is installed here");
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            file = files.filter(each -> each.getFileName().toString().matches("signet_.*\\.deb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterEach
    void purge() throws Exception {
        if (installed) {
            Program.require("rm").ok("-rf", DATA.toString());
            dpkg.run("--purge", "signet");
        }
    }

    private static Program.Result as(String user, String... command) {
        return Program.require("setpriv")
                .run(Stream.concat(
                                Stream.of("--reuid=" + user, "--regid=" + user, "--clear-groups"), Stream.of(command))
                        .toArray(String[]::new));
    }

    private static void is(Path path, String owner, String permissions) throws Exception {
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class);
        assertThat(found.owner().getName()).as(path.toString()).isEqualTo(owner);
        assertThat(PosixFilePermissions.toString(found.permissions()))
                .as(path.toString())
                .isEqualTo(permissions);
    }

    @Test
    void itIsInstalledUsedAndPurgedAndNeverTakesTheKeysAlong() throws Exception {
        installed = true;
        dpkg.ok("--force-depends", "--install", file.toString());
        is(DATA, "signet", "rwx------");
        is(SETTINGS, "root", "rwxr-x---");
        is(HOME.resolve("signet.jar"), "root", "rw-r--r--");
        assertThat(Path.of("/usr/share/doc/signet/bom.json")).isNotEmptyFile();
        assertThat(Program.require("signet").ok("--version").output()).contains("signet 1");
        List<String> found = List.of("signet", "init", "--data", DATA.toString(), "--company", "Example Company");
        as(
                        "signet",
                        Stream.concat(found.stream(), Stream.of("--domain", "example.com", "--key", "ec-p256"))
                                .toArray(String[]::new))
                .expect(0);
        is(DATA.resolve("signet.toml"), "signet", "rw-------");
        as("65534", "ls", DATA.toString()).expect(2);

        dpkg.ok("--install", "--force-depends", file.toString());
        assertThat(DATA.resolve("signet.toml")).exists();
        assertThat(dpkg.ok("--purge", "signet").output()).contains("/var/lib/signet stays: it holds a CA.");
        assertThat(HOME).doesNotExist();
        assertThat(SETTINGS).doesNotExist();
        assertThat(DATA.resolve("keys")).isNotEmptyDirectory();
        is(DATA, "signet", "rwx------");

        Program.require("rm").ok("-r", DATA.toString());
        dpkg.ok("--force-depends", "--install", file.toString());
        dpkg.ok("--purge", "signet");
        assertThat(DATA).doesNotExist();
        Program.require("getent").run("passwd", "signet").expect(2);
    }

    @Test
    void theServiceIsKeptInAndLeavesNoCore() throws Exception {
        Program systemd = Program.require("systemd-analyze");
        Path unit = Path.of("target", "signet.service");
        String report = systemd.ok("security", "--offline=yes", "--threshold=20", unit.toString())
                .output();
        assertThat(report).contains("Overall exposure level for signet.service");
        assertThat(Files.readString(unit)).contains("LimitCORE=0", "StandardOutput=null");
    }
}
