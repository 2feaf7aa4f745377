package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/** Somebody in the directory whose key OpenSSL made, and how they open what they get. */
record Addressee(String address, Path folder) {
    private static final String PASSPHRASE = "open-sesame-2026";

    /** @param kind of the key, as {@code openssl req} takes it */
    static Addressee of(Packaged signet, String address, String... kind) {
        Addressee one = new Addressee(address, Packaged.folder());
        Program openssl = Program.require("openssl");
        String request = "req -new -nodes -subj /CN=x -keyout " + one.key() + " -out " + one.folder.resolve("csr");
        openssl.ok(joined(request.split(" "), kind));
        signet.signet("issue", "--csr", one.folder.resolve("csr").toString(), "--email", address, "--out", one.pem())
                .expect(0);
        String export = "pkcs12 -export -inkey " + one.key() + " -in " + one.pem() + " -passout pass:" + PASSPHRASE
                + " -out " + one.folder.resolve("p12");
        openssl.ok(export.split(" "));
        return one;
    }

    private static String[] joined(String[] first, String[] more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private String key() {
        return folder.resolve("key.pem").toString();
    }

    private String pem() {
        return folder.resolve("certificate.pem").toString();
    }

    /** Runs {@code signet decrypt} into a new folder, which is told. */
    Path decrypted(Path sealed, int exit) throws IOException {
        Path out = Files.createTempDirectory(folder, "out");
        Packaged.signet(
                        Map.of("SIGNET_PASSPHRASE", PASSPHRASE),
                        "decrypt",
                        "--in",
                        sealed.toString(),
                        "--p12",
                        folder.resolve("p12").toString(),
                        "--out",
                        out.toString())
                .expect(exit);
        return out;
    }

    /** What OpenSSL makes of it: the lines of the entity's header, and the file below them. */
    Program.Result byOpenSsl(Path sealed) {
        return Program.require("openssl")
                .run(
                        "cms",
                        "-decrypt",
                        "-binary",
                        "-inform",
                        "DER",
                        "-in",
                        sealed.toString(),
                        "-recip",
                        pem(),
                        "-inkey",
                        key());
    }

    void opens(Path sealed, String name, byte[] content) throws IOException {
        assertThat(decrypted(sealed, 0).resolve(name)).hasBinaryContent(content);
        byte[] entity = byOpenSsl(sealed).expect(0).standardOutput();
        int body = new String(entity, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        assertThat(Arrays.copyOfRange(entity, body, entity.length)).isEqualTo(content);
    }

    /** @param exit 1 if it is not for them or was changed, 2 if it cannot be read at all */
    void refuses(Path sealed, int exit) throws IOException {
        try (var left = Files.list(decrypted(sealed, exit))) {
            assertThat(left).isEmpty();
        }
        assertThat(byOpenSsl(sealed).exit()).isNotZero();
    }
}
