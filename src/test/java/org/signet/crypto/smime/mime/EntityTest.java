package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.model.Outcome;

class EntityTest {
    @ParameterizedTest
    @CsvSource({
        "utf-8, '\\xc3\\xbc', \u00fc",
        "UTF8, '\\xc3\\xbc', \u00fc",
        "iso-8859-15, '\\xa4', \u20ac",
        "windows-1252, '\\x80', \u20ac",
        "us-ascii, '\\xc3\\xbc', \u00fc",
        "us-ascii, '\\xfc', \u00fc",
        "no-such-charset, '\\xfc', \u00fc",
        "'no such/charset', '\\xc3\\xbc', \u00fc",
        "utf-16be, '\\x20\\xac', \u20ac",
        "iso-2022-jp, '\\x1b$B$\"\\x1b(B', \u3042",
        "utf-8, '\\xfc', \ufffd",
    })
    void textIsReadInItsCharset(String charset, String octets, String text) throws IOException {
        Entity entity =
                Octets.entity("Content-Type: text/plain; charset=\"" + charset + "\"\n\n" + Escapes.undone(octets));
        assertThat(entity.decodedText(1_000)).isEqualTo(text);
    }

    @Test
    void whatNamesNoTypeIsPlainText() throws IOException {
        Entity entity = Octets.entity("gr\u00fcn");
        assertThat(entity.mediaType().is("text/plain")).isTrue();
        assertThat(entity.encoding()).isEqualTo(TransferEncoding.SEVEN_BIT);
        assertThat(entity.disposition()).isEmpty();
        assertThat(entity.decodedText(1_000)).isEqualTo("gr\u00fcn");
    }

    @Test
    void aMediaTypeHoldsNothingElse() {
        assertThatThrownBy(() -> new MediaType("text", "plain\r\nBcc: x", Parameters.NONE, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MediaType.of("text")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever comes, reading it to the last part ends, and without an exception. */
    @Test
    void hostileMessagesAreRead() throws IOException {
        Random random = new Random(20260115);
        for (int i = 0; i < 20_000; i++) {
            String text = Octets.random(
                    random,
                    25,
                    "Content-Type: ",
                    "multipart/mixed",
                    ";",
                    "boundary=",
                    "b",
                    "\"",
                    "\n",
                    "\n\n",
                    "--b",
                    "--",
                    "\r\n",
                    "message/rfc822",
                    "Content-Transfer-Encoding: ",
                    "base64",
                    "quoted-printable",
                    "\0",
                    "\u00ff",
                    "From: ",
                    "<",
                    "(");
            walk(Octets.entity(text), 0);
        }
    }

    private static void walk(Entity entity, int depth) throws IOException {
        SmimeType.of(entity);
        Mailbox.all(entity.header(), "From");
        entity.fileName();
        entity.decodedText(1_000);
        Outcome<Multipart> parts = entity.parts();
        if (parts.isOk() && depth < Entity.MAX_DEPTH) {
            for (BodyPart part : parts.orThrow().parts()) {
                walk(part.entity().orThrow(), depth + 1);
            }
        }
        if (entity.mediaType().isMessage() && depth < Entity.MAX_DEPTH) {
            walk(entity.message().orThrow(), depth + 1);
        }
    }
}
