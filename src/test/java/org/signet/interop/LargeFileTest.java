package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        People.ADA.writeP12(folder, Flavour.MODERN, SECRET);
        People.writeRoot(folder);
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

    /** {@code AS:ada} is short for her key and its passphrase. */
    private static void signet(int expected, String arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-jar",
                Path.of("target", "signet.jar").toAbsolutePath().toString()));
        line.addAll(List.of(arguments
                .replace("AS:ada", "--p12 ada.p12 --passphrase-file secret")
                .split(" ")));
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

    private static void encrypt(String cipher) throws Exception {
        signet(0, "encrypt --in large.bin --out sealed --cert ada.pem --no-sign --offline --cipher " + cipher);
    }

    private static void decrypt(int expected) throws Exception {
        signet(expected, "decrypt --in sealed AS:ada --out opened --offline");
    }

    private static void change(String name) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), file.size() / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbc", "gcm"})
    void encryptsAndDecrypts(String cipher) throws Exception {
        encrypt(cipher);
        decrypt(0);
        assertThat(Files.mismatch(folder.resolve("large.bin"), folder.resolve("opened")))
                .isEqualTo(-1);
        Files.delete(folder.resolve("opened"));
        Files.delete(folder.resolve("sealed"));
    }

    @Test
    void signsAndVerifiesAndSeesAChange() throws Exception {
        signet(0, "sign --in large.bin --out signed AS:ada");
        signet(0, "verify --in signed --trust root.pem --offline");
        signet(0, "sign --detached --in large.bin --out large.p7s AS:ada");
        signet(0, "verify --in large.p7s --content large.bin --trust root.pem --offline");
        change("signed");
        signet(1, "verify --in signed --trust root.pem --offline");
        Files.delete(folder.resolve("signed"));
    }

    @Test
    void ofAChangedGcmNothingIsReleased() throws Exception {
        encrypt("gcm");
        change("sealed");
        decrypt(1);
        try (var left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.equals("opened") || name.endsWith(".tmp"));
        }
        Files.delete(folder.resolve("sealed"));
    }
}
