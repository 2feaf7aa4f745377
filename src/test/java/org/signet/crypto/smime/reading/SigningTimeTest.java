package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.TEXT;
import static org.signet.crypto.smime.Mail.encrypted;
import static org.signet.crypto.smime.Mail.fromAda;
import static org.signet.crypto.smime.Mail.opaque;
import static org.signet.crypto.smime.Mail.signed;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.SignedForge;
import org.signet.crypto.smime.writing.Signing;

/** When a message says to have been signed, beside its Date and the reader's clock; {@link People#NOW} is a Wednesday's noon. */
class SigningTimeTest {
    private static final String GOOD = "good good good unknown match";

    private static String dated(String message, String... dates) {
        StringBuilder fields = new StringBuilder();
        for (String date : dates) {
            fields.append("Date: ").append(date).append("\r\n");
        }
        return message.replaceFirst("Date: .*\r\n", fields.toString());
    }

    private static String signedAt(Person person, Instant when) {
        return fromAda(signed(TEXT, new Signing(List.of(person.signer()), List.of(person.certificate()), when)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Wed, 25 Nov 2026 12:00:00 +0000        |
            Wed, 25 Nov 2026 13:30:00 +0100        |
            25 Nov 26 07:10 EST                    |
            Wed, 25 Nov 2026 12:59:00 GMT (noon)   |
            no date                                |
            Wed, 25 Nov 2026 14:00:00 +0000        | signed-at-another-time
            Wed, 25 Nov 2026 12:00:00 -0500        | signed-at-another-time
            Mon, 25 Nov 2026 09:00:00 +0000        | signed-at-another-time
            Sun, 29 Nov 2026 12:00:00 +0000        | signed-at-another-time
            """)
    void anOldMessageSentAgainIsTold(String date, String code) {
        assertThat(Judged.of(dated(fromAda(signed(TEXT, ADA)), date)))
                .isEqualTo(GOOD + (code == null ? "" : " " + code));
    }

    @Test
    void eachDateMustBeItsTime() {
        assertThat(Judged.of(dated(
                        fromAda(signed(TEXT, ADA)),
                        "Wed, 25 Nov 2026 12:00:00 +0000",
                        "Sun, 29 Nov 2026 12:00:00 +0000")))
                .isEqualTo(GOOD + " signed-at-another-time");
    }

    @Test
    void aTimeToComeIsTold() {
        assertThat(Judged.of(dated(signedAt(ADA, People.NOW.plusSeconds(86_400)), "Thu, 26 Nov 2026 12:00:00 +0000")))
                .isEqualTo(GOOD + " signed-in-future");
        assertThat(Judged.of(dated(signedAt(ADA, People.NOW.plusSeconds(600)), "Wed, 25 Nov 2026 12:10:00 +0000")))
                .isEqualTo(GOOD);
    }

    @Test
    void aDateThatIsSignedNeedsNoOther() {
        String inside = "Date: Sun, 1 Nov 2026 12:00:00 +0000\r\nFrom: Ada <ada@example.com>\r\n"
                + "Content-Type: text/plain; hp=\"clear\"\r\n\r\nHello.\r\n";
        assertThat(Judged.of(dated(fromAda(opaque(inside, ADA)), "Sun, 1 Nov 2026 12:00:00 +0000")))
                .isEqualTo(GOOD);
    }

    @Test
    void aSignatureInsideEncryptionIsAskedToo() {
        String message = fromAda(encrypted(opaque(TEXT, ADA), ContentCipher.AES_256_CBC, BOB));
        assertThat(Judged.of(message)).isEqualTo(GOOD);
        assertThat(Judged.of(dated(message, "Sun, 29 Nov 2026 12:00:00 +0000")))
                .isEqualTo(GOOD + " signed-at-another-time");
    }

    /** A mailing list signs what it passes on when it does so. */
    @Test
    void theTimeOfASignatureAroundAnotherIsItsOwn() {
        String inner = opaque(TEXT, ADA);
        byte[] list = SignedForge.of(BOB, Mail.octets(inner))
                .detached()
                .with(CMSAttributes.signingTime, SignedForge.time(People.NOW.minusSeconds(86_400)))
                .der();
        assertThat(Judged.of(fromAda(signed(inner, list)))).isEqualTo(GOOD);
    }

    @Test
    void aSignatureThatDoesNotHoldSaysNothingOfTime() {
        String broken = dated(fromAda(signed(TEXT, ADA)), "Sun, 29 Nov 2026 12:00:00 +0000")
                .replace("am Ada", "am Eve");
        assertThat(Judged.of(broken)).isEqualTo("bad bad none none match content-changed");
    }
}
