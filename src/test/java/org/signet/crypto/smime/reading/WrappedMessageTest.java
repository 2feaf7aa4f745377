package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.encrypted;
import static org.signet.crypto.smime.Mail.fromAda;
import static org.signet.crypto.smime.Mail.opaque;
import static org.signet.crypto.smime.Mail.signed;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.report.Part;

/** A whole message inside the layers, as RFC 8551 §3.1 protects a header: what RFC 9788 §4.10 makes of it. */
class WrappedMessageTest {
    private static final String GOOD = "good good good unknown match";
    private static final String FIELDS = "From: Ada <ada@example.com>\r\nTo: bob@example.com\r\nSubject: War\r\n"
            + "Date: Wed, 25 Nov 2026 12:00:00 +0000\r\nMIME-Version: 1.0\r\n";
    private static final String TEXT = "Content-Type: text/plain\r\n\r\nHello.\r\n";

    private static String wrapped(String message) {
        return "Content-Type: message/rfc822\r\n\r\n" + message;
    }

    private static String sealed(String entity) {
        return fromAda(encrypted(opaque(entity, ADA), ContentCipher.AES_256_CBC, BOB))
                .replace("Subject: Tea", "Subject: ...");
    }

    private static String field(Opened opened, String name) {
        return opened.report().headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> header.value() + " " + header.state().text())
                .findFirst()
                .orElse("");
    }

    private static String plaintext(String message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Plaintext.of(Judged.opened(message), Optional.of(Mail.stored(message))).writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void itsHeaderCountsAndItsContentIsTheContent() throws IOException {
        String message = sealed(wrapped(FIELDS + TEXT));
        Opened opened = Judged.opened(message);
        assertThat(Judged.of(opened)).isEqualTo(GOOD + " headers-inferred");
        assertThat(field(opened, "Subject")).isEqualTo("War signed-and-encrypted");
        assertThat(field(opened, "From")).isEqualTo("Ada <ada@example.com> signed-only");
        assertThat(opened.report().parts()).extracting(Part::mediaType).containsExactly("text/plain");
        assertThat(opened.payload().entity().orElseThrow().decodedText(100)).isEqualTo("Hello.\r\n");
        assertThat(plaintext(message)).isEqualTo(FIELDS + TEXT);
    }

    @Test
    void aChangedFieldIsToldWhereNothingIsHidden() {
        String clear = fromAda(signed(wrapped(FIELDS + TEXT), ADA));
        assertThat(Judged.of(clear)).isEqualTo(GOOD + " header-changed headers-inferred");
        assertThat(field(Judged.opened(clear), "Subject")).isEqualTo("War signed-only");
        assertThat(Judged.of(clear.replaceFirst("Tea", "War"))).isEqualTo(GOOD + " headers-inferred");
    }

    /** One of another sender was passed on, one with layers stands for itself, and one with {@code hp} is of today. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: eve@example.com\r\nSubject: War\r\nContent-Type: text/plain\r\n\r\nHello.\r\n",
                "Subject: War\r\nContent-Type: text/plain\r\n\r\nHello.\r\n",
                "From: ada@example.com\r\nSubject: War\r\nContent-Type: text/plain; hp=\"clear\"\r\n\r\nHello.\r\n",
                "From: ada@example.com\r\nSubject: War\r\nContent-Type: application/pkcs7-mime\r\n\r\nHello.\r\n"
            })
    void anotherMessageIsAnAttachment(String inside) {
        Opened opened = Judged.opened(sealed(wrapped(inside)));
        assertThat(Judged.of(opened)).isEqualTo(GOOD);
        assertThat(field(opened, "Subject")).isEqualTo("... unprotected");
        assertThat(opened.report().parts()).extracting(Part::mediaType).containsExactly("message/rfc822");
    }

    @Test
    void withoutLayersItIsAnAttachmentToo() {
        Opened opened = Judged.opened(fromAda(wrapped(FIELDS + TEXT)));
        assertThat(field(opened, "Subject")).isEqualTo("Tea unprotected");
        assertThat(opened.report().parts()).extracting(Part::mediaType).containsExactly("message/rfc822");
    }

    /** As Enigmail and KMail did: a copy of some fields, which says of itself that it is one. */
    @Test
    void someFieldsOfAnOldProgramCountToo() throws IOException {
        String message = sealed("Subject: War\r\nContent-Type: text/plain; protected-headers=\"v1\"\r\n\r\nHello.\r\n");
        Opened opened = Judged.opened(message);
        assertThat(Judged.of(opened)).isEqualTo(GOOD + " headers-inferred");
        assertThat(field(opened, "Subject")).isEqualTo("War signed-and-encrypted");
        assertThat(field(opened, "From")).isEqualTo("Ada <ada@example.com> unprotected");
        assertThat(plaintext(message))
                .contains("Subject: War\r\n", "From: Ada <ada@example.com>\r\n", "Date: Wed, 25 Nov 2026")
                .doesNotContain("Subject: ...");
    }
}
