package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.writing.SealedStream;

/** OpenSSL reads what is encrypted without a length: by a passphrase, by an RSA key, by a key on a curve. */
class SealedStreamTest {
    private static final String PASSPHRASE = "correct horse bättery";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0", "1", "65536", "300001"})
    void opensslOpensIt(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Passphrase passphrase = Passphrase.of(PASSPHRASE.toCharArray());
                SealedStream sealed = SealedStream.to(out, passphrase, People.RANDOM)) {
            sealed.write(content);
            sealed.finish();
        }
        opened(out, content, "-pwri_password", PASSPHRASE);
        for (Person person : new Person[] {People.ADA, People.BOB}) {
            person.writeTo(folder);
            out = new ByteArrayOutputStream();
            try (SealedStream sealed = SealedStream.to(out, person.certificate(), People.RANDOM)) {
                sealed.write(content);
                sealed.finish();
            }
            opened(
                    out,
                    content,
                    "-recip",
                    folder.resolve(person.name() + ".pem").toString(),
                    "-inkey",
                    folder.resolve(person.name() + ".key").toString());
        }
    }

    private void opened(ByteArrayOutputStream sealed, byte[] content, String... key) throws IOException {
        Path in = Files.write(folder.resolve("in"), sealed.toByteArray());
        Path out = folder.resolve("out");
        String[] line = {"cms", "-decrypt", "-binary", "-inform", "DER", "-in", in.toString(), "-out", out.toString()};
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(line), java.util.Arrays.stream(key))
                .toArray(String[]::new);
        Program.require("openssl").ok(all);
        assertThat(out).hasBinaryContent(content);
    }
}
