package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.encrypted;
import static org.signet.crypto.smime.Mail.from;
import static org.signet.crypto.smime.Mail.opaque;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.policy.ContentCipher;

/** What is told of a subject inside encryption (RFC 9788 §4.3): it is hidden only where nobody on the way could read it. */
class HiddenFieldTest {

    @ParameterizedTest
    @CsvSource({
        "[...], [...], signed-and-encrypted",
        "[...], , signed-and-encrypted",
        "Tea, Tea, signed-only",
        "Tea, [...], signed-only",
        "[...], Tea, signed-only",
        "[...], War, signed-and-encrypted"
    })
    void isHiddenIfNeitherItsSenderNorTheMessageSaysItOutside(String told, String outside, String state) {
        String inside = "From: ada@example.com\r\nSubject: Tea\r\nHP-Outer: Subject: " + told
                + "\r\nContent-Type: text/plain; hp=\"cipher\"\r\n\r\nHello.\r\n";
        String message = from("ada@example.com", encrypted(opaque(inside, ADA), ContentCipher.AES_256_CBC, BOB))
                .replace("Subject: Tea\r\n", outside == null ? "" : "Subject: " + outside + "\r\n");
        assertThat(Judged.opened(message).report().headers())
                .filteredOn(header -> header.name().equals("Subject"))
                .singleElement()
                .satisfies(header -> assertThat(header.state().text()).isEqualTo(state));
    }
}
