package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File.Flavour;
import org.signet.crypto.smime.People;

/**
 * The commands on a file that is larger than their heap of 64 MiB: 256 MiB, and 4 GiB with {@code mvn -Pendurance verify}
 * ({@code signet.large.mib}). Its size is no multiple of anything.
 */
class LargeFileTest {
    private static final int MIB = Integer.getInteger("signet.large.mib", 256);
    private static final String SECRET = "open-sesame-2026";
    private static final long MINUTES = 20;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        People.ADA.writeTo(folder);
        People.writeRoot(folder);
        try (Passphrase passphrase = Passphrase.of(SECRET.toCharArray())) {
            Files.write(
                    folder.resolve("ada.p12"),
                    People.ADA.p12().write(Flavour.MODERN, "ada", passphrase, People.RANDOM));
        }
        Files.writeString(folder.resolve("secret"), SECRET);
        byte[] piece = new byte[1 << 20];
        new Random(7).nextBytes(piece);
        try (OutputStream out = Files.newOutputStream(folder.resolve("large.bin"))) {
            for (int i = 0; i < MIB; i++) {
                out.write(piece);
            }
            out.write(piece, 0, 12_345);
        }
    }

    private static void signet(int expected, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-jar",
                Path.of("target", "signet.jar").toAbsolutePath().toString()));
        line.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(log, StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbc", "gcm"})
    void encryptsAndDecrypts(String cipher) throws Exception {
        signet(
                0,
                "encrypt",
                "--in",
                "large.bin",
                "--out",
                "sealed",
                "--cert",
                "ada.pem",
                "--no-sign",
                "--offline",
                "--cipher",
                cipher);
        signet(
                0,
                "decrypt",
                "--in",
                "sealed",
                "--p12",
                "ada.p12",
                "--passphrase-file",
                "secret",
                "--out",
                "opened",
                "--offline");
        assertThat(Files.mismatch(folder.resolve("large.bin"), folder.resolve("opened")))
                .isEqualTo(-1);
        Files.delete(folder.resolve("opened"));
        Files.delete(folder.resolve("sealed"));
    }

    @Test
    void signsAndVerifiesAndSeesAChange() throws Exception {
        signet(0, "sign", "--in", "large.bin", "--out", "signed", "--p12", "ada.p12", "--passphrase-file", "secret");
        signet(0, "verify", "--in", "signed", "--trust", "root.pem", "--offline");
        signet(
                0,
                "sign",
                "--detached",
                "--in",
                "large.bin",
                "--out",
                "large.p7s",
                "--p12",
                "ada.p12",
                "--passphrase-file",
                "secret");
        signet(0, "verify", "--in", "large.p7s", "--content", "large.bin", "--trust", "root.pem", "--offline");
        try (var file =
                java.nio.channels.FileChannel.open(folder.resolve("signed"), java.nio.file.StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}), file.size() / 2);
        }
        signet(1, "verify", "--in", "signed", "--trust", "root.pem", "--offline");
        Files.delete(folder.resolve("signed"));
    }

    @Test
    void ofAChangedGcmNothingIsReleased() throws Exception {
        signet(
                0,
                "encrypt",
                "--in",
                "large.bin",
                "--out",
                "sealed",
                "--cert",
                "ada.pem",
                "--no-sign",
                "--offline",
                "--cipher",
                "gcm");
        try (var file =
                java.nio.channels.FileChannel.open(folder.resolve("sealed"), java.nio.file.StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}), file.size() / 2);
        }
        signet(
                1,
                "decrypt",
                "--in",
                "sealed",
                "--p12",
                "ada.p12",
                "--passphrase-file",
                "secret",
                "--out",
                "opened",
                "--offline");
        try (var left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.equals("opened") || name.endsWith(".tmp"));
        }
        Files.delete(folder.resolve("sealed"));
    }
}
