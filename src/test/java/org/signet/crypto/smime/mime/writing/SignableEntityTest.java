package org.signet.crypto.smime.mime.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.Octets;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class SignableEntityTest {
    private static String text(Written written) {
        byte[] octets = written.toArray();
        assertThat(written.length()).isEqualTo(octets.length);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static String canonical(String source) {
        try {
            return text(SignableEntity.of(Octets.of(source)).orThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String undone(String escaped) {
        return escaped.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\0", "\0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // what the fields say ! body ! its encoding afterwards ! body afterwards
                "text/plain!a\\nb\\n!-!a\\r\\nb\\r\\n",
                "text/plain!a\\r\\nb!-!a\\r\\nb",
                "text/plain!a \\nb!quoted-printable!a=20\\r\\nb",
                "text/plain!a\\t\\nb!quoted-printable!a=09\\r\\nb",
                "text/plain!a !quoted-printable!a=20",
                "text/plain!From me\\nb!quoted-printable!=46rom me\\r\\nb",
                "text/plain!x\\n.\\nb!quoted-printable!x\\r\\n=2E\\r\\nb",
                "text/plain!.!quoted-printable!=2E",
                "text/plain!.a\\n..\\n!-!.a\\r\\n..\\r\\n",
                "text/plain!gr\u00fcn = 1!quoted-printable!gr=FCn =3D 1",
                "text/plain!a\\0b\\rc!quoted-printable!a=00b=0Dc",
                "text/plain; format=flowed!a\\nb!quoted-printable!a\\r\\nb",
                "text/plain; charset=utf-16!\u00ff\u00fea\\0!base64!//5hAA==\\r\\n",
                "application/json!{ \\n}!base64!eyANCn0=\\r\\n",
                "application/json!{\\n}!-!{\\r\\n}",
                "image/png!\u0089PNG!base64!iVBORw==\\r\\n",
                "message/delivery-status!a: \u00fc!quoted-printable!a: =FC",
                "text/plain!''!-!''",
            })
    void leaves(String type, String body, String encoding, String expected) {
        String out = canonical("Content-Type: " + type + "\n\n" + undone(body));
        String field = encoding.equals("-") ? "" : "Content-Transfer-Encoding: " + encoding + "\r\n";
        assertThat(out).isEqualTo("Content-Type: " + type + "\r\n" + field + "\r\n" + undone(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "8bit, text/plain, abc, 7bit, abc",
        "binary, text/plain, 'a\\nb', 7bit, 'a\\r\\nb'",
        "binary, application/x, 'a\\nb', base64, 'YQpi\\r\\n'",
        "binary, application/x, 'a\\r\\nb', 7bit, 'a\\r\\nb'",
        "8bit, application/x, '\u00fc\\nb', base64, '/A0KYg==\\r\\n'",
        "base64, image/png, 'iVBO\\nRw==', base64, 'iVBO\\r\\nRw=='",
        "base64, image/png, 'iVBO \\nRw==', base64, 'iVBORw==\\r\\n'",
        "quoted-printable, text/plain, 'a=20\\nb', quoted-printable, 'a=20\\r\\nb'",
        "quoted-printable, text/plain, 'a=FC\u00fc \\nb', quoted-printable, 'a=FC=FC\\r\\nb'",
        "quoted-printable, text/plain, 'From a', quoted-printable, '=46rom a'",
        "x-unknown, text/plain, 'a\\nb', x-unknown, 'a\\r\\nb'",
    })
    void leavesThatNameTheirEncoding(String before, String type, String body, String after, String expected) {
        String fields = "Content-Transfer-Encoding: %s\r\nContent-Type: " + type + "\r\n\r\n";
        assertThat(canonical(fields.formatted(before) + undone(body)))
                .isEqualTo(fields.formatted(after) + undone(expected));
    }

    @Test
    void ofAMessageOnlyTheContentIsSigned() {
        assertThat(
                        canonical(
                                "From: a\nMIME-Version: 1.0\nContent-Type: text/plain\nSubject: x\nContent-Language: de\n\nbody\n"))
                .isEqualTo("Content-Type: text/plain\r\nContent-Language: de\r\n\r\nbody\r\n");
        assertThat(canonical("From: a\n\nbody"))
                .isEqualTo("Content-Type: text/plain; charset=us-ascii\r\n\r\nbody".replace("; ", ";\r\n "));
        assertThat(canonical("From: a\n\ngr\u00c3\u00bcn"))
                .contains("charset=utf-8")
                .endsWith("gr=C3=BCn");
        assertThat(canonical("From: a\n\ngr\u00fcn")).contains("charset=unknown-8bit");
    }

    @Test
    void moreFieldsAndParametersAreSigned() throws IOException {
        HeaderField subject = FieldText.unstructured("Subject", "gr\u00fcn").orThrow();
        String out = text(SignableEntity.of(
                        Octets.of("Content-Type: text/plain\n\nbody"), List.of(subject), Map.of("hp", "clear"))
                .orThrow());
        assertThat(out)
                .isEqualTo("Content-Type: text/plain;\r\n hp=\"clear\"\r\nSubject: =?UTF-8?Q?gr=C3=BCn?=\r\n\r\nbody");
    }

    /** A message that was decrypted or verified before says of itself what is not true of the next protection. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain; hp="cipher"; format=flowed             | clear | ; format=flowed; hp="clear"
            text/plain; HP=cipher; protected-headers="v1"; a=b |       | ; a=b
            text/plain; protected-headers="v1"                 | clear | ; hp="clear"
            """)
    void whatAnEarlierProtectionSaidIsLeftOut(String type, String hp, String expected) throws IOException {
        Map<String, String> parameters = hp == null ? Map.of() : Map.of("hp", hp);
        String out = text(SignableEntity.of(Octets.of("Content-Type: " + type + "\n\nbody"), List.of(), parameters)
                .orThrow());
        assertThat(out.lines()
                        .takeWhile(line -> !line.startsWith("Content-Transfer"))
                        .map(String::strip))
                .startsWith(("Content-Type: text/plain" + expected)
                        .replace("; ", ";\n")
                        .split("\n"));
    }

    @Test
    void treesAreWalked() {
        String out = canonical(
                "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: 8bit\n\npreamble\n--b \n"
                        + "Content-Type: multipart/alternative; boundary=\"b1\"\n\n--b1\n\ngr\u00fcn\n--b1--\n\n--b\n"
                        + "Content-Type: message/rfc822\n\nSubject: x\n\nplain \n--b\n"
                        + "Content-Type: message/rfc822\nContent-Transfer-Encoding: 8bit\n\nFrom: gr\u00fcn <a@b.example>\nMIME-Version: 1.0\n\ngr\u00fcn\n--b--\nepilogue\n");
        assertThat(out)
                .isEqualTo(
                        ("Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: 7bit\n\npreamble\n--b\n"
                                        + "Content-Type: multipart/alternative; boundary=\"b1\"\n\n--b1\n"
                                        + "Content-Transfer-Encoding: quoted-printable\n\ngr=FCn\n--b1--\n\n--b\n"
                                        + "Content-Type: message/rfc822\n\nSubject: x\n\nplain \n--b\n"
                                        + "Content-Type: message/rfc822\nContent-Transfer-Encoding: 7bit\n\n"
                                        + "From: =?UTF-8?Q?gr=C3=BCn?= <a@b.example>\nMIME-Version: 1.0\n"
                                        + "Content-Transfer-Encoding: quoted-printable\n\ngr=FCn\n--b--\nepilogue\n")
                                .replace("\n", "\r\n"));
    }

    @Test
    void whatIsSignedWithinIsLeftAlone() {
        String signed =
                "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nFrom gr\u00fcn \r\n--b\r\n\r\nx\r\n--b--\r\n";
        assertThat(canonical(signed)).isEqualTo(signed);
        assertThat(canonical(signed.replace("\r\n", "\n"))).isEqualTo(signed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\n\r\n",
                "Content-Type: text/plain\r\n\r\nno line end",
                "Content-Type: text/plain;\r\n\tcharset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ngr=C3=BC=\r\nn\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: text/html\r\n\r\n--b\r\n\r\n\r\n--b--\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\npre\r\n--b\r\n\r\none\r\n--b--\r\npost",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n\r\n--b\r\nX:y\r\n\r\none\r\n\r\n--b--",
                "Content-Type: message/rfc822\r\n\r\nFrom: a\r\n\r\nbody",
            })
    void whatIsCanonicalComesOutTheSame(String text) {
        assertThat(canonical(text)).isEqualTo(text);
    }

    @Test
    void itsOwnResultIsCanonical() throws IOException {
        int refused = 0;
        Random random = new Random(20260108);
        String[] pieces = {
            "--b",
            "--c",
            "--b--",
            "\n",
            "\n",
            "\r\n",
            "\r",
            " ",
            "x",
            "From ",
            ".",
            "\u00fc",
            "\0",
            "=",
            "--b\n\n",
            "\n--b\n",
            "Content-Type: multipart/mixed; boundary=c\n\n",
            "Content-Type: message/rfc822\n",
            "Content-Transfer-Encoding: base64\n",
            "Content-Transfer-Encoding: quoted-printable\n",
            "Content-Transfer-Encoding: 8bit\n",
            "Content-Type: image/png\n",
            "A: \u00fc\n"
        };
        for (int i = 0; i < 20_000; i++) {
            String source = "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + Octets.random(random, 14, pieces)
                    + "\n--b--\n";
            Outcome<WrittenEntity> outcome = SignableEntity.of(Octets.of(source));
            if (!outcome.isOk()) {
                refused++;
                continue;
            }
            String once = text(outcome.orThrow());
            assertThat(canonical(once)).as(source).isEqualTo(once);
            assertThat(once.replace("\r\n", "")).as(source).matches("[\\x01-\\x7f&&[^\\r\\n]]*");
        }
        assertThat(refused).isLessThan(1_000);
    }

    @Test
    void contentStaysTheSame() throws IOException {
        Random random = new Random(20260109);
        for (int i = 0; i < 3_000; i++) {
            String body =
                    Octets.random(random, 40, "\u00fc", " ", "\t", "From ", ".", "\r\n", "\r\n", "=", "word", "\0");
            String type = random.nextBoolean() ? "text/plain" : "application/x";
            Entity entity = Octets.entity(canonical("Content-Type: " + type + "\r\n\r\n" + body));
            assertThat(Octets.text(entity.content())).isEqualTo(body);
        }
    }

    @Test
    void limitsAreRefused() throws IOException {
        String deep = "";
        for (int i = 0; i < 30; i++) {
            deep += "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n";
        }
        assertThat(SignableEntity.of(Octets.of(deep)).refusal().code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(SignableEntity.of(Octets.of("Content-Type: multipart/mixed\n\nx"))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(SignableEntity.of(Octets.of("Content-Transfer-Encoding: x\n\n\u00fc"))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.BAD_INPUT);
    }
}
