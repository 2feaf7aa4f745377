package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/signet}, copied beside the jar in a folder of its own. */
class LauncherTest {
    private Path folder;
    private Path signet;

    @BeforeEach
    void install(@TempDir Path folder) throws Exception {
        this.folder = Files.createDirectory(folder.resolve("a folder"));
        Path target = Path.of("target").toAbsolutePath();
        signet = Files.copy(target.resolve("signet"), this.folder.resolve("signet"));
        assertThat(signet.toFile().setExecutable(true)).isTrue();
        Files.copy(target.resolve("signet.jar"), this.folder.resolve("signet.jar"));
        Files.createSymbolicLink(this.folder.resolve("lib"), target.resolve("lib"));
    }

    /** What it points to is not in this folder, and stays. */
    @AfterEach
    void unlink() throws Exception {
        Files.delete(folder.resolve("lib"));
    }

    private record Ended(int code, String output) {}

    private Ended run(Path launcher, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), output);
    }

    private Path archive() {
        return folder.resolve("signet-verify-first.jsa");
    }

    /** Mail that nobody signed: the answer is no. */
    private String[] verify() throws Exception {
        Files.writeString(folder.resolve("not signed.eml"), "From: a@example.com\n\nNothing is signed here.\n");
        return new String[] {"verify", "--in", "not signed.eml"};
    }

    @Test
    void exitCodesAndArgumentsGoThrough() throws Exception {
        assertThat(run(signet, "verify", "--help").code()).isZero();
        assertThat(run(signet, "verify", "--in", "nothing").code()).isEqualTo(2);
        assertThat(archive()).doesNotExist();
        Ended first = run(signet, verify());
        assertThat(first.code()).as(first.output()).isEqualTo(1);
        assertThat(archive()).exists();
        FileTime made = Files.getLastModifiedTime(archive());
        assertThat(run(signet, verify())).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(archive())).isEqualTo(made);
        assertThat(run(signet, "--version").output()).startsWith("signet ");
        assertThat(run(signet).code()).isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "signet", "signet.jar", "lib", "signet-verify-first.jsa", "not signed.eml");
        }
    }

    /** Small files run with one compiler, and an archive that both made would slow them down twentyfold. */
    @Test
    void aLargeFileLeavesNoArchive() throws Exception {
        Files.writeString(folder.resolve("large.eml"), "From: a@example.com\n\n" + "Nothing.\n".repeat(200_000));
        assertThat(run(signet, "verify", "--in", "large.eml").code()).isEqualTo(1);
        assertThat(archive()).doesNotExist();
    }

    /** The limit that it leaves to the JVM, which a java of our own tells. */
    @Test
    void noCoreIsDumped() throws Exception {
        Path home = folder.getParent().resolve("home");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nulimit -c\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        for (String verb : List.of("serve", "verify")) {
            ProcessBuilder line =
                    new ProcessBuilder("sh", "-c", "ulimit -S -c unlimited; exec \"$0\" " + verb, signet.toString());
            line.environment().put("JAVA_HOME", home.toString());
            assertThat(new String(line.start().getInputStream().readAllBytes())).isEqualTo("0\n");
        }
    }

    @Test
    void aLinkStartsItToo() throws Exception {
        Path link = Files.createSymbolicLink(folder.getParent().resolve("signet"), signet);
        assertThat(run(link, "--version").output()).startsWith("signet ");
    }

    @Test
    void anArchiveOfAnotherJarIsMadeAnew() throws Exception {
        Ended first = run(signet, verify());
        FileTime made = Files.getLastModifiedTime(archive());
        Files.setLastModifiedTime(
                folder.resolve("signet.jar"), FileTime.from(Instant.now().plusSeconds(1)));
        Thread.sleep(1_100);
        assertThat(run(signet, verify())).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(archive())).isGreaterThan(made);
        // What is no archive is passed over.
        Files.delete(archive());
        Files.writeString(archive(), "junk");
        Files.setLastModifiedTime(archive(), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(run(signet, verify())).isEqualTo(first);
    }
}
