package org.signet.crypto.smime.mime.writing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.crypto.smime.mime.Multipart;
import org.signet.crypto.smime.mime.Octets;
import org.signet.crypto.smime.mime.SmimeType;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

class WrittenTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static StoredOctets stored(Written written) {
        assertThat(written.toArray()).hasSize((int) written.length());
        return StoredOctets.of(Bytes.of(written.toArray()));
    }

    private static String text(Written written) {
        return Octets.text(stored(written));
    }

    @Test
    void base64IsThatOfOthers() {
        Random random = new Random(20260112);
        for (int i = 0; i < 500; i++) {
            byte[] octets = new byte[i < 200 ? i : random.nextInt(150_000)];
            random.nextBytes(octets);
            String expected = Base64.getMimeEncoder().encodeToString(octets);
            assertThat(text(Written.base64(Written.of(Bytes.of(octets)))))
                    .isEqualTo(expected.isEmpty() ? "" : expected + "\r\n");
        }
    }

    @Test
    void quotedPrintableIsReadByOthers() throws Exception {
        Random random = new Random(20260113);
        for (int i = 0; i < 5_000; i++) {
            String body = Octets.random(
                    random,
                    60,
                    "\u00fc",
                    " ",
                    "\t",
                    "From ",
                    ".",
                    "\r\n",
                    "\r\n",
                    "=",
                    "\r",
                    "words of a text",
                    "\0",
                    "--");
            String encoded = text(Written.quotedPrintable(Octets.of(body)));
            assertThat(encoded.split("\r\n", -1))
                    .allMatch(line -> line.length() <= 76
                            && !line.endsWith(" ")
                            && !line.endsWith("\t")
                            && !line.startsWith("From ")
                            && !line.equals(".")
                            && line.matches("[\\t -~]*"));
            byte[] theirs = MimeUtility.decode(new ByteArrayInputStream(encoded.getBytes()), "quoted-printable")
                    .readAllBytes();
            assertThat(theirs).isEqualTo(Octets.all(Octets.of(body)));
        }
    }

    @Test
    void clearSigningKeepsTheContentAsItIs() throws IOException {
        Written content = SignableEntity.of(Octets.of("Content-Type: text/plain\n\nbody\n\n"))
                .orThrow();
        WrittenEntity signed = MultipartSigned.of(content, "sha-256", Bytes.of((byte) 0x30, (byte) 0), RANDOM);
        Entity entity = Octets.entity(stored(signed));
        assertThat(SmimeType.of(entity)).contains(SmimeType.MULTIPART_SIGNED);
        assertThat(entity.mediaType().micalg()).contains("sha-256");
        assertThat(text(signed)).contains("protocol=\"application/pkcs7-signature\"");
        Multipart parts = entity.parts().orThrow();
        assertThat(parts.closed()).isTrue();
        assertThat(parts.parts()).hasSize(2);
        assertThat(Octets.text(parts.parts().get(0).octets())).isEqualTo(text(content));
        Entity signature = parts.parts().get(1).entity().orThrow();
        assertThat(SmimeType.of(signature)).contains(SmimeType.DETACHED_SIGNATURE);
        assertThat(signature.fileName()).contains("smime.p7s");
        assertThat(Octets.all(signature.content())).isEqualTo(new byte[] {0x30, 0});
        // What is signed is signed again without a change.
        assertThat(text(SignableEntity.of(stored(signed)).orThrow())).isEqualTo(text(signed));
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED_DATA, smime.p7m, signed-data",
        "ENVELOPED_DATA, smime.p7m, enveloped-data",
        "AUTH_ENVELOPED_DATA, smime.p7m, authEnveloped-data",
        "COMPRESSED_DATA, smime.p7z, compressed-data",
        "CERTS_ONLY, smime.p7c, certs-only",
        "SIGNED_RECEIPT, smime.p7m, signed-receipt",
        "UNDECLARED, smime.p7m, ",
        "DETACHED_SIGNATURE, smime.p7s, ",
    })
    void cmsHasItsEntity(SmimeType type, String name, String parameter) {
        Written cms = Written.of(Bytes.of((byte) 0x30, (byte) 0x80, (byte) 10));
        for (WrittenEntity written : List.of(CmsEntity.base64(type, cms), CmsEntity.binary(type, cms))) {
            Entity entity = Octets.entity(stored(written));
            assertThat(SmimeType.of(entity)).contains(type);
            assertThat(entity.mediaType().smimeType().orElse(null)).isEqualTo(parameter);
            assertThat(entity.fileName()).contains(name);
            assertThat(entity.mediaType().fileName()).contains(name);
            assertThat(Octets.all(entity.content())).isEqualTo(cms.toArray());
        }
    }

    @Test
    void theMessageKeepsItsOtherFields() {
        String original =
                "Received: a\n\tb\r\nFrom: gr\u00fcn <a@b.example>\nMIME-Version: 1.1\nContent-Type: text/plain\nSubject: x";
        WrittenEntity inner = CmsEntity.binary(SmimeType.SIGNED_DATA, Written.of("cms"));
        assertThat(text(inner.within(Octets.entity(original).header().fields())))
                .isEqualTo("Received: a\r\n\tb\r\nFrom: gr\u00fcn <a@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
                        + text(inner));
    }

    @Test
    void aCrMakesNoFieldOfItsOwn() {
        WrittenEntity inner = CmsEntity.binary(SmimeType.SIGNED_DATA, Written.of("cms"));
        assertThat(text(inner.within(
                        Octets.entity("A: 1\rBcc: x\r\r\n\r\n").header().fields())))
                .startsWith("A: 1 Bcc: x \r\nMIME-Version: 1.0\r\n");
    }

    @Test
    void filesTellNameAndType() {
        byte[] octets = {0, '\n', '\r', (byte) 0xff};
        WrittenEntity written = FileEntity.written(
                "../Pl\u00e4ne\r\nX: y.pdf", MediaType.of("application/pdf"), Octets.of(octets), octets.length);
        assertThat(text(written))
                .startsWith("Content-Type: application/pdf\r\n")
                .doesNotContain("\nX");
        FileEntity file = FileEntity.of(Octets.entity(stored(written)));
        assertThat(file.name()).contains("Pl\u00e4neX_ y.pdf");
        assertThat(file.mediaType().is("application/pdf")).isTrue();
        assertThat(Octets.all(file.content())).isEqualTo(octets);
    }

    @Test
    void aBoundaryThatOccursIsDrawnAgain() throws IOException {
        Random random = new Random(20260114);
        for (int i = 0; i < 20_000; i++) {
            String text = Octets.random(random, 30, "a", "b", "c", "ab");
            String word = "abca".substring(0, 1 + random.nextInt(4));
            Boundary.Occurrence occurrence = new Boundary.Occurrence(word);
            for (int at = 0; at < text.length(); ) {
                int count = Math.min(text.length() - at, 1 + random.nextInt(6));
                occurrence.write(text.getBytes(), at, count);
                at += count;
            }
            assertThat(occurrence.found()).isEqualTo(text.contains(word));
        }
        assertThat(Boundary.notIn(Written.of("x"), RANDOM)).hasSizeLessThanOrEqualTo(70);
    }

    @Test
    void aLargeContentIsWrittenInLittleMemory() throws IOException {
        long length = 64L << 20;
        Written large = Written.of(Octets.repeated("gr\u00fcn \n".getBytes(), length), length);
        Written entity = CmsEntity.base64(SmimeType.SIGNED_DATA, large);
        long[] count = new long[1];
        entity.writeTo(new OutputStream() {
            @Override
            public void write(int octet) {
                count[0]++;
            }

            @Override
            public void write(byte[] octets, int from, int size) {
                count[0] += size;
            }
        });
        assertThat(count[0]).isEqualTo(entity.length());
    }
}
