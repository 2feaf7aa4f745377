package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

class MultipartTest {
    private static Multipart split(StoredOctets body, String boundary) {
        try {
            return Multipart.split(body, boundary).orThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String parts(Multipart multipart) {
        return multipart.parts().stream()
                .map(part -> "[" + Octets.text(part.octets()) + "]")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        // body, parts, closed, preamble, epilogue
        "'--b\\r\\n\\r\\none\\r\\n--b\\r\\n\\r\\ntwo\\r\\n--b--\\r\\n', '[\\r\\none][\\r\\ntwo]', true, false, false",
        "'--b\\n\\none\\n--b\\n\\ntwo\\n--b--', '[\\none][\\ntwo]', true, false, false",
        "'pre\\r\\n--b\\r\\none\\r\\n\\r\\n--b--\\r\\npost', '[one\\r\\n]', true, true, true",
        "'\\r\\n \\r\\n--b\\r\\none\\r\\n--b--\\r\\n\\r\\n', '[one]', true, false, false",
        "'--b \\t\\r\\none\\r\\n--b-- \\r\\n', '[one]', true, false, false",
        "'--b\\none\\r\\n--b\\r\\ntwo\\n--b--', '[one][two]', true, false, false",
        "'--b\\none\\n--bb\\n--b b\\n--b-\\n--b--x\\n --b\\nx--b\\n--b--', '[one\\n--bb\\n--b b\\n--b-\\n--b--x\\n --b\\nx--b]', true, false, false",
        "'--b\\none\\n', '[one\\n]', false, false, false",
        "'--b\\none\\n--b', '[one][]', false, false, false",
        "'--b\\n--b\\n\\n--b--', '[][]', true, false, false",
        "'--b--', '', true, false, false",
        "'no delimiter', '', false, true, false",
        "'', '', false, false, false",
        "'--b\\none\\r--b\\rtwo\\n--b--', '[one\\r--b\\rtwo]', true, false, false",
        "'--b\\r\\r\\none\\r\\r\\n--b--\\r\\r\\n', '[one\\r]', true, false, false",
        "'--b\\none\\n--b--\\n--b\\nlate\\n--b--', '[one]', true, false, true",
        "'--b\\n\\x00\\xff\\n--b--', '[\\x00\\xff]', true, false, false",
    })
    void splits(String body, String parts, boolean closed, boolean preamble, boolean epilogue) {
        Multipart multipart = split(Octets.of(Escapes.undone(body)), "b");
        assertThat(parts(multipart)).isEqualTo(Escapes.undone(parts));
        assertThat(multipart.closed()).isEqualTo(closed);
        assertThat(multipart.preamble().hasText()).isEqualTo(preamble);
        assertThat(multipart.epilogue().hasText()).isEqualTo(epilogue);
    }

    @Test
    void boundariesWithinMayBeginAlike() throws IOException {
        String inner = "Content-Type: multipart/mixed; boundary=\"b1\"\n\n--b1\n\nx\n--b1--\n";
        Entity outer = Octets.entity("Content-Type: multipart/mixed; boundary=b\n\n--b\n" + inner + "\n--b--\n");
        Multipart parts = outer.parts().orThrow();
        assertThat(parts(parts)).isEqualTo("[" + inner + "]");
        assertThat(parts(parts.parts().get(0).entity().orThrow().parts().orThrow()))
                .isEqualTo("[\nx]");
    }

    @Test
    void refusesWhatHasNoParts() throws IOException {
        assertThat(Octets.entity("Content-Type: multipart/mixed\n\n--\n--\n")
                        .parts()
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(Octets.entity("\n\n").parts().refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void refusesTooMany() throws IOException {
        String part = "--b\n\nx\n";
        assertThat(Multipart.split(Octets.of(part.repeat(100_000)), "b")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(Multipart.split(Octets.of(part.repeat(1_001) + "--b--"), "b").isOk())
                .isFalse();
        assertThat(split(Octets.of(part.repeat(1_000) + "--b--"), "b").parts()).hasSize(1_000);
    }

    /** The grammar of RFC 2046 §5.1.1 as an expression, on text that is small. */
    private static String reference(String body, String boundary) {
        Matcher delimiter = Pattern.compile("(?:^|(?<=\\n))--" + Pattern.quote(boundary) + "(--)?[ \\t\\r]*(?:\\n|\\z)")
                .matcher(body);
        List<String> found = new ArrayList<>();
        int from = -1;
        boolean closed = false;
        while (!closed && delimiter.find()) {
            if (from >= 0) {
                String part = body.substring(from, Math.max(from, delimiter.start()));
                found.add("[" + part.replaceFirst("\\r?\\n\\z", "") + "]");
            }
            closed = delimiter.group(1) != null;
            from = delimiter.end();
        }
        if (!closed && from >= 0) {
            found.add("[" + body.substring(from) + "]");
        }
        return String.join("", found);
    }

    @Test
    void splitsAsTheGrammarDoes() {
        Random random = new Random(20260106);
        for (int i = 0; i < 50_000; i++) {
            String body =
                    Octets.random(random, 20, "--b", "--b", "\n", "\n", "\r\n", "\r", "-", "--", " ", "x", "--bb", "b");
            assertThat(parts(split(Octets.of(body), "b"))).as(body).isEqualTo(reference(body, "b"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n--b\r\n", "\n--b\n", "\r\n--b  \r\n", "\n--b-- ", "\n--bb\n", "\n--b\r", "\r\n--b--\r\n"})
    void blocksHaveNoEdges(String middle) {
        int block = 64 * 1024;
        for (int shift = block - 20; shift < block + 6; shift++) {
            String body = "--b\n" + "x".repeat(shift) + middle + "tail\n";
            assertThat(parts(split(Octets.of(body), "b"))).isEqualTo(reference(body, "b"));
        }
    }

    @Test
    @Timeout(60)
    void splitsALargeBodyInOnePassAndLittleMemory() {
        byte[] lines = ("x".repeat(76) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = 64L << 20;
        StoredOctets body = Octets.joined(
                Octets.of("--b\r\n\r\n"),
                Octets.repeated(lines, length),
                Octets.of("\r\n--b\r\n"),
                Octets.repeated(new byte[] {'-'}, length),
                Octets.of("\r\n--b\r\n"),
                Octets.repeated(new byte[] {' '}, length),
                Octets.of("\r\n--b--\r\n"));
        assertThat(split(body, "b").parts().stream().map(BodyPart::length).toList())
                .isEqualTo(List.of(length + 2, length, length));
    }

    @Test
    void partsAreViews() throws IOException {
        Entity entity = Octets.entity("Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                + "Content-Transfer-Encoding: base64\n\nYWJj\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
                + "gr\u00c3\u00bc\u00c3\u009fe\n--b--");
        List<BodyPart> parts = entity.parts().orThrow().parts();
        try (InputStream in = parts.get(0).entity().orThrow().content().open()) {
            assertThat(in.readAllBytes()).isEqualTo("abc".getBytes());
        }
        assertThat(parts.get(1).entity().orThrow().decodedText(100)).isEqualTo("gr\u00fc\u00dfe");
        assertThat(parts.get(1).entity().orThrow().decodedText(2)).isEqualTo("gr");
        assertThat(Arrays.asList(parts.get(0).from(), parts.get(0).length())).containsExactly(4L, 39L);
    }

    @Test
    void messagesWithinAreRead() throws IOException {
        Entity entity = Octets.entity(
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKYm9keQ==");
        Entity message = entity.message().orThrow();
        assertThat(message.header().first("Subject").orElseThrow().text()).isEqualTo("x");
        assertThat(message.decodedText(100)).isEqualTo("body");
    }
}
