package org.signet.crypto.smime.mime.writing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.crypto.smime.mime.Octets;
import org.signet.model.StoredOctets;

class FieldTextTest {
    private static String raw(HeaderField field) {
        return Octets.text(StoredOctets.of(field.raw()));
    }

    private static HeaderField subject(String text) {
        return FieldText.unstructured("Subject", text).orThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "plain, 'Subject: plain'",
        "gr\u00fcn, 'Subject: =?UTF-8?Q?gr=C3=BCn?='",
        "\u3042\u3044, 'Subject: =?UTF-8?B?44GC44GE?='",
        "=?x, 'Subject: =?UTF-8?B?PT94?='",
        "'', 'Subject: '",
    })
    void areWritten(String text, String line) {
        assertThat(raw(subject(text))).isEqualTo(line + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: b", "a\nb", "a\rb", "a\0b", "\u0085", "\u001b[2J"})
    void aLineEndIsRefused(String text) {
        assertThat(FieldText.unstructured("Subject", text).isOk()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\n", "\u00fc"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThat(FieldText.unstructured(name, "x").isOk()).isFalse();
    }

    @Test
    void areReadAgainAsTheyWere() throws Exception {
        Random random = new Random(20260110);
        for (int i = 0; i < 5_000; i++) {
            String text = Octets.random(
                            random,
                            60,
                            "word",
                            " ",
                            "  ",
                            "\t",
                            "\u00fc",
                            "\u20ac",
                            "\ud83d\ude00",
                            "=?",
                            "x".repeat(random.nextInt(40)),
                            "?=")
                    .strip();
            HeaderField field = subject(text);
            String raw = raw(field);
            assertThat(raw).endsWith("\r\n").matches("(?s)[\\x00-\\x7f]*");
            assertThat(raw.lines()
                            .filter(line -> line.contains("=?UTF-8"))
                            .mapToInt(String::length)
                            .max()
                            .orElse(0))
                    .isLessThanOrEqualTo(76);
            HeaderField again = Octets.entity(raw + "\r\n").header().fields().get(0);
            assertThat(raw(again)).isEqualTo(raw);
            assertThat(again.text()).isEqualTo(text.replace('\t', ' '));
            assertThat(MimeUtility.decodeText(
                            MimeUtility.unfold(raw.substring(9)).stripTrailing()))
                    .isEqualTo(text);
        }
    }

    @Test
    void longTextIsFolded() {
        String raw = raw(subject("word ".repeat(100)));
        assertThat(raw.lines()).allMatch(line -> line.length() <= 78);
        assertThat(raw(subject("x".repeat(2_000))).lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void parametersAreReadAgainAsTheyWere() throws Exception {
        Random random = new Random(20260111);
        for (int i = 0; i < 3_000; i++) {
            String value = Octets.random(
                    random, 40, "a", " ", "\u00fc", "\u20ac", "\ud83d\ude00", "\"", "\\", ";", "%", "'", "*", "=");
            HeaderField field = FieldText.withParameters("Content-Type", "a/b", Map.of("title", value));
            assertThat(MediaType.parse(field.value()).parameters().value("title"))
                    .contains(value);
            assertThat(raw(field).lines()).allMatch(line -> line.length() <= 78 || !line.contains("*"));
            assertThat(new ContentType(field.value()).getParameter("title")).isEqualTo(value);
        }
    }

    @Test
    void longParametersComeInSections() {
        HeaderField field = FieldText.withParameters("Content-Type", "a/b", Map.of("title", "\"x".repeat(2_000)));
        assertThat(raw(field).lines()).allMatch(line -> line.length() <= 78);
        assertThat(MediaType.parse(field.value()).parameters().value("title")).contains("\"x".repeat(2_000));
        assertThat(raw(FieldText.withParameters("A", "b", Map.of("c\r\nd", "e"))))
                .isEqualTo("A: b\r\n");
    }

    @Test
    void fileNamesHaveAPlainFormToo() {
        HeaderField field =
                FieldText.withParameters("Content-Disposition", "attachment", Map.of("filename", "gr\u00fcn.pdf"));
        assertThat(raw(field))
                .isEqualTo(
                        "Content-Disposition: attachment;\r\n filename=\"gr_n.pdf\";\r\n filename*=UTF-8''gr%C3%BCn.pdf\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'Subject: gr\u00fcn', 'Subject: =?UTF-8?Q?gr=C3=BCn?='",
        "'Content-Type: A/B; name=\u00fc.pdf', 'Content-Type: a/b; name=\"_.pdf\"; name*=UTF-8''''%C3%BC.pdf'",
        "'Content-Disposition: attachment; filename=\u00fc', 'Content-Disposition: attachment; filename=\"_\"; filename*=UTF-8''''%C3%BC'",
        "'To: \u00fc <a@b.example>, c@d.example', 'To: =?UTF-8?B?w7w=?= <a@b.example>, c@d.example'",
        "'X: a', 'X: a'",
    })
    void othersFieldsAreMadeFitForMail(String before, String after) {
        HeaderField field = Octets.entity(before + "\r\n\r\n").header().fields().get(0);
        assertThat(raw(FieldText.mailSafe(field)).replaceAll("\r\n ", " ").strip())
                .isEqualTo(after);
    }
}
