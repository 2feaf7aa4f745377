package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.smime.mime.encoding.CanonicalLines;

class TransferEncodingTest {
    private static final int BLOCK = 48 * 1024;

    private static String decoded(String encoding, String body) {
        return Octets.text(Octets.entity("Content-Transfer-Encoding: " + encoding + "\n\n" + body)
                .content());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7bit | SEVEN_BIT",
                "8BIT | EIGHT_BIT",
                "binary | BINARY",
                "Base64 | BASE64",
                "\"base64\" | BASE64",
                "base64; x | BASE64",
                "(c) quoted-printable (d) | QUOTED_PRINTABLE",
                "'' | SEVEN_BIT",
                "x-uuencode | UNKNOWN",
                "base 64 | UNKNOWN",
            })
    void isRead(String value, TransferEncoding encoding) {
        assertThat(TransferEncoding.parse(value)).isEqualTo(encoding);
    }

    @ParameterizedTest
    @CsvSource({
        "YWJj, abc",
        "'YW\\r\\nJj\\n', abc",
        "YQ==, a",
        "YQ, a",
        "YWI=, ab",
        "YWI, ab",
        "Y, ''",
        "YQ==YQ==, aa",
        "'Y*W-J_j\\x00\\xff', abc",
        "====, ''",
        "'', ''",
    })
    void base64(String body, String text) {
        assertThat(decoded("base64", Escapes.undone(body))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "a=3Db, a=b",
        "a=3db, a=b",
        "'a=\\r\\nb', ab",
        "'a=\\nb', ab",
        "'a= \\t\\r\\nb', ab",
        "'a \\t\\r\\nb', 'a\\r\\nb'",
        "'a \\nb', 'a\\nb'",
        "'a ', a",
        "a=, a",
        "'a=  ', a",
        "'a=\\r', a",
        "a=4, a=4",
        "a=ZZb, a=ZZb",
        "'a= b', 'a= b'",
        "a==3D, a==",
        "'=46rom', From",
        "'a=20\\r\\n', 'a \\r\\n'",
    })
    void quotedPrintable(String body, String text) {
        assertThat(decoded("quoted-printable", Escapes.undone(body))).isEqualTo(Escapes.undone(text));
    }

    @Test
    void whatIsNotKnownStaysAsItIs() {
        assertThat(decoded("x-other", "a=3D")).isEqualTo("a=3D");
        assertThat(decoded("8bit", "a=3D\u00e4")).isEqualTo("a=3D\u00e4");
        assertThat(Octets.entity("Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b")
                        .encoding())
                .isEqualTo(TransferEncoding.SEVEN_BIT);
    }

    @Test
    void base64IsThatOfOthers() {
        Random random = new Random(20260104);
        for (int i = 0; i < 300; i++) {
            byte[] octets = new byte[random.nextInt(i % 10 == 0 ? 200_000 : 300)];
            random.nextBytes(octets);
            int line = 1 + random.nextInt(80);
            String text = Base64.getMimeEncoder(line / 4 * 4, "\r\n".getBytes()).encodeToString(octets);
            assertThat(Octets.all(TransferEncoding.BASE64.decode(Octets.of(text))))
                    .isEqualTo(octets);
        }
    }

    @Test
    void quotedPrintableIsThatOfOthers() throws Exception {
        Random random = new Random(20260105);
        for (int i = 0; i < 2_000; i++) {
            String text = Octets.random(
                    random,
                    i % 100 == 0 ? 100_000 : 60,
                    "a",
                    "\u00e4",
                    " ",
                    "\t",
                    "=",
                    "\r\n",
                    "\n",
                    ".",
                    "long words");
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            try (var out = MimeUtility.encode(encoded, "quoted-printable")) {
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            byte[] theirs = MimeUtility.decode(new ByteArrayInputStream(encoded.toByteArray()), "quoted-printable")
                    .readAllBytes();
            assertThat(Octets.all(TransferEncoding.QUOTED_PRINTABLE.decode(Octets.of(encoded.toByteArray()))))
                    .isEqualTo(theirs);
        }
    }

    /** The same result however the octets meet the edges of blocks: a row of one kind in front moves them. */
    @ParameterizedTest
    @ValueSource(strings = {"=3D", "= \t\r\n", "  \r\n", "a=\r", "\r\n", "\n", "=", "  x", "=4x"})
    void blocksHaveNoEdges(String piece) {
        for (int shift = BLOCK - 8; shift < BLOCK + 3; shift++) {
            String text = "x".repeat(shift) + piece + "y";
            assertThat(decoded("quoted-printable", text))
                    .isEqualTo("x".repeat(shift) + decoded("quoted-printable", piece + "y"));
            assertThat(Octets.text(CanonicalLines.of(Octets.of(text)))).isEqualTo(text.replaceAll("(?<!\r)\n", "\r\n"));
        }
    }

    @Test
    @Timeout(20)
    void hostileRowsEnd() {
        for (String piece : new String[] {" ", "=", "= ", "=\r", "\t", "\r", "\n"}) {
            String row = piece.repeat(1 << 19);
            assertThat(decoded("quoted-printable", row).length()).isLessThanOrEqualTo(row.length());
            assertThat(decoded("base64", row)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'a', 'a'",
        "'a\\nb\\n', 'a\\r\\nb\\r\\n'",
        "'a\\r\\nb\\n\\n', 'a\\r\\nb\\r\\n\\r\\n'",
        "'a\\rb\\r\\r\\n', 'a\\rb\\r\\r\\n'",
        "'\\n', '\\r\\n'",
    })
    void lines(String text, String canonical) {
        assertThat(Octets.text(CanonicalLines.of(Octets.of(Escapes.undone(text)))))
                .isEqualTo(Escapes.undone(canonical));
    }

    @Test
    void readsALargeBodyInLittleMemory() throws IOException {
        byte[] block = new byte[57 * 1000];
        Arrays.fill(block, (byte) 'Q');
        byte[] lines = (Base64.getMimeEncoder().encodeToString(block) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = 64L << 20;
        long count = 0;
        try (InputStream in =
                TransferEncoding.BASE64.decode(Octets.repeated(lines, length)).open()) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
        }
        assertThat(count).isBetween(length / 78 * 57 - 57, length / 78 * 57 + 57);
    }
}
