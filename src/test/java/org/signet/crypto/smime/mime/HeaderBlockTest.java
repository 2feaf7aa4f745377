package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.smime.mime.HeaderBlock.Ending;
import org.signet.model.RefusalCode;

class HeaderBlockTest {
    private static HeaderBlock parse(String text) throws IOException {
        return HeaderBlock.parse(Octets.of(text)).orThrow();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // input, names, body, ending
                "'From: a\\r\\nTo: b\\r\\n\\r\\nbody', From To, body, EMPTY_LINE",
                "'From: a\\nTo: b\\n\\nbody', From To, body, EMPTY_LINE",
                "'From: a\\r\\nTo: b\\n\\r\\nbody', From To, body, EMPTY_LINE",
                "'From ada@x Mon Jan  1 00:00:00 2026\\nTo: b\\n\\nbody', To, body, EMPTY_LINE",
                "'>From ada@x Mon Jan\\nTo: b\\n>From x y\\nCc: c\\n\\nbody', To Cc, body, EMPTY_LINE",
                "'From : a\\nTo\\t: b\\n\\nbody', From To, body, EMPTY_LINE",
                "'\\xef\\xbb\\xbfTo: b\\n\\nbody', To, body, EMPTY_LINE",
                "'A: 1\\n two\\n\\tthree\\n \\nB: 2\\n\\nbody', A B, body, EMPTY_LINE",
                "'\\r\\nbody', '', body, EMPTY_LINE",
                "'\\nbody', '', body, EMPTY_LINE",
                "'', '', '', END_OF_INPUT",
                "'A: 1', A, '', END_OF_INPUT",
                "'A: 1\\r\\n', A, '', END_OF_INPUT",
                "'A: 1\\r\\n\\r', A, '\\r', OTHER_LINE",
                "'A:\\r\\n\\r\\n', A, '', EMPTY_LINE",
                "'A: 1\\nno field here\\n\\nbody', A, 'no field here\\n\\nbody', OTHER_LINE",
                "' A: 1\\n\\nbody', '', ' A: 1\\n\\nbody', OTHER_LINE",
                "': 1\\n\\nbody', '', ': 1\\n\\nbody', OTHER_LINE",
                "'\\x00A: 1\\n', '', '\\x00A: 1\\n', OTHER_LINE",
                "'\\xe4: 1\\n', '', '\\xe4: 1\\n', OTHER_LINE",
                "'A: 1\\rB: 2\\r\\n\\r\\nx', A, x, EMPTY_LINE",
            })
    void findsFieldsAndBody(String input, String names, String body, Ending ending) throws IOException {
        Entity entity = Octets.entity(Escapes.undone(input));
        assertThat(entity.header().fields().stream().map(HeaderField::name).collect(Collectors.joining(" ")))
                .isEqualTo(names);
        assertThat(Octets.text(entity.body())).isEqualTo(Escapes.undone(body));
        assertThat(entity.header().ending()).isEqualTo(ending);
    }

    @ParameterizedTest
    @CsvSource({
        "'Subject: plain', plain, plain",
        "'Subject:plain\\r\\n  folded\\r\\n\\tmore\\r\\n', 'plain  folded\\tmore', 'plain  folded more'",
        "'Subject: gr\\xc3\\xbc\\xc3\\x9fe', gr\u00fc\u00dfe, gr\u00fc\u00dfe",
        "'Subject: gr\\xfc\\xdfe', gr\u00fc\u00dfe, gr\u00fc\u00dfe",
        "'Subject: =?UTF-8?Q?gr=C3=BC=C3=9Fe?=', =?UTF-8?Q?gr=C3=BC=C3=9Fe?=, gr\u00fc\u00dfe",
        "'Subject: a\\rBcc: x\\r\\n', a Bcc: x, a Bcc: x",
        "'Subject: =?utf-8?B?DQpCY2M6IHg=?=\\r\\n', =?utf-8?B?DQpCY2M6IHg=?=, ??Bcc: x",
        "'Subject: \\x1b[2Jx\\x00\\xe2\\x80\\xae', '\\x1b[2Jx\\x00\u202e', ?[2Jx??",
        "'Subject:\\r\\n', '', ''",
    })
    void readsValues(String raw, String value, String text) {
        HeaderField field =
                Octets.entity(Escapes.undone(raw)).header().first("subject").orElseThrow();
        assertThat(field.value()).isEqualTo(Escapes.undone(value));
        assertThat(field.text()).isEqualTo(text);
    }

    @Test
    void keepsTheOctetsAsTheyCame() throws IOException {
        String fields = "Subject: a\r\n b\r\nX:y\nZ  :  \u00e4\r\n";
        HeaderBlock block = parse("From me\r\n" + fields + "\r\nbody");
        assertThat(block.fields().stream()
                        .map(field -> Octets.text(org.signet.model.StoredOctets.of(field.raw())))
                        .collect(Collectors.joining()))
                .isEqualTo(fields);
    }

    @Test
    void findsByNameWithoutCase() throws IOException {
        HeaderBlock block = parse("to: 1\nTo: 2\nCC: 3\n\n");
        assertThat(block.first("TO").orElseThrow().value()).isEqualTo("1");
        assertThat(block.all("To")).hasSize(2);
        assertThat(block.has("cc")).isTrue();
        assertThat(block.first("Bcc")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'From: a\\nDate: b\\n\\nx', true",
        "'MIME-Version: 1.0\\nContent-Type: multipart/signed\\n\\nx', true",
        "'From: a\\nTo: b\\n\\nx', false",
        "'From: a\\nDate: b\\nthis is prose\\n\\nx', false",
        "'Note: a text that has a colon\\n\\nx', false",
        "'', false",
        "'%PDF-1.7\\n', false",
    })
    void tellsMessagesFromFiles(String text, boolean message) throws IOException {
        assertThat(HeaderBlock.isMessage(Octets.of(Escapes.undone(text)))).isEqualTo(message);
    }

    @Test
    void aFileOfAnySizeIsNoMessage() throws IOException {
        assertThat(HeaderBlock.isMessage(Octets.repeated(new byte[4096], 1L << 32)))
                .isFalse();
        assertThat(HeaderBlock.isMessage(
                        Octets.repeated("Log: entry\n".repeat(400).getBytes(), 1L << 32)))
                .isFalse();
        assertThat(HeaderBlock.isMessage(Octets.repeated("a".getBytes(), 1L << 25)))
                .isFalse();
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        var many = HeaderBlock.parse(Octets.of("A: 1\n".repeat(10_000) + "\n"));
        assertThat(many.refusal().code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(many.refusal().detail()).contains("1,000 fields");
        var large = HeaderBlock.parse(Octets.of("A: " + "x".repeat(HeaderBlock.MAX_OCTETS) + "\n\n"));
        assertThat(large.refusal().code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(large.refusal().detail()).contains("1 MiB");
        assertThat(parse("A: 1\n".repeat(HeaderBlock.MAX_FIELDS) + "\nbody").fields())
                .hasSize(HeaderBlock.MAX_FIELDS);
        assertThat(parse("A: " + "x".repeat(HeaderBlock.MAX_OCTETS - 100) + "\n\n" + "body".repeat(100_000))
                        .bodyOffset())
                .isEqualTo(HeaderBlock.MAX_OCTETS - 100 + 5);
    }

    /** Whatever comes, fields and body together are the input again, but for lines of mbox. */
    @Test
    void losesNoOctet() throws IOException {
        Random random = new Random(20260101);
        for (int i = 0; i < 20_000; i++) {
            String text = Octets.random(random, 12, "A", ":", " ", "\r", "\n", "\r\n", "\t", "b: c", "\0", "\u00e4");
            Entity entity = Octets.entity(text);
            String again = entity.header().fields().stream()
                    .map(field -> Octets.text(org.signet.model.StoredOctets.of(field.raw())))
                    .collect(Collectors.joining());
            String separator = entity.header().ending() == Ending.EMPTY_LINE
                    ? text.startsWith("\r", again.length()) ? "\r\n" : "\n"
                    : "";
            assertThat(again + separator + Octets.text(entity.body())).isEqualTo(text);
        }
    }
}
