package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.model.EmailAddress;

class MailboxTest {
    private static String written(Mailbox mailbox) {
        return mailbox.name() + "|" + mailbox.address() + "|"
                + mailbox.email().map(EmailAddress::toString).orElse("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "ada@example.com ! |ada@example.com|ada@example.com",
                "Ada Lovelace <ada@Example.COM> ! Ada Lovelace|ada@Example.COM|ada@example.com",
                "\"Lovelace, Ada\" <ada@example.com> ! Lovelace, Ada|ada@example.com|ada@example.com",
                "ada@example.com (Ada (the) \\) first) ! Ada the ) first|ada@example.com|ada@example.com",
                "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= <a@example.com> ! Gr\u00fc\u00dfe|a@example.com|a@example.com",
                "\"=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\" <a@example.com> ! Gr\u00fc\u00dfe|a@example.com|a@example.com",
                "\"a@example.com\" <b@example.com> ! a@example.com|b@example.com|b@example.com",
                "a@example.com <b@example.com> ! a@example.com|b@example.com|b@example.com",
                "a@example.com, b@example.com ! |a@example.com|a@example.com / |b@example.com|b@example.com",
                "Friends: a@example.com, B <b@example.com>;, c@example.com ! |a@example.com|a@example.com / B|b@example.com|b@example.com / |c@example.com|c@example.com",
                "undisclosed-recipients:; ! ''",
                "<@a.example,@b.example:ada@example.com> ! |ada@example.com|ada@example.com",
                "\"ada\"@example.com ! |\"ada\"@example.com|ada@example.com",
                "\"ada b\"@example.com ! |\"ada b\"@example.com|-",
                "ada . b @ example . com ! |ada . b @ example . com|ada.b@example.com",
                "Ada <ada@example.com ! Ada|ada@example.com|ada@example.com",
                "\"unclosed <ada@example.com> ! |\"unclosed <ada@example.com>|-",
                "Ada <> ! Ada||-",
                "Ada ! |Ada|-",
                ",,; , ! ''",
                "'' ! ''",
                "<a@example.com> <b@example.com> ! |b@example.com|b@example.com",
                "ada@[IPv6:2001:db8::1], b@example.com ! |ada@[IPv6:2001:db8::1]|- / |b@example.com|b@example.com",
                "A\u202eda <a\u202e@example.com> ! A?da|a?@example.com|-",
                "=?utf-8?B?QQoNAEI=?= <a@example.com> ! A ?B|a@example.com|a@example.com",
                "ren\u00e9@b\u00fccher.example ! |ren\u00e9@b\u00fccher.example|ren\u00e9@xn--bcher-kva.example",
            })
    void areRead(String value, String mailboxes) {
        assertThat(Mailbox.parse(value).stream().map(MailboxTest::written).collect(Collectors.joining(" / ")))
                .isEqualTo(mailboxes);
    }

    @Test
    void areThoseOfAllFields() {
        HeaderBlock header =
                Octets.entity("From: a@example.com\nFrom:\n b@example.com\n\n").header();
        assertThat(Mailbox.all(header, "from"))
                .extracting(Mailbox::toString)
                .containsExactly("a@example.com", "b@example.com");
        assertThat(Mailbox.all(header, "Sender")).isEmpty();
        assertThat(Mailbox.parse("A <a@b.example>").get(0)).hasToString("A <a@b.example>");
    }

    @Test
    void neverFail() {
        Random random = new Random(20260107);
        for (int i = 0; i < 50_000; i++) {
            Mailbox.parse(Octets.random(
                    random, 20, "a", "@", ".", ",", ";", ":", "<", ">", "(", ")", "\"", "\\", "[", "]", " ", "=?", "\0",
                    "\r\n"));
        }
    }

    @Test
    @Timeout(20)
    void takeLinearTimeOnHostileText() {
        for (String piece :
                new String[] {"<", "(", "\"", "[", "@[", ":", "a@b.c,", "\\", " ", "a ", "=?a?q?", "<\"", ".", "@"}) {
            Mailbox.parse(piece.repeat((1 << 18) / piece.length()));
            Mailbox.parse("a" + piece.repeat((1 << 18) / piece.length()) + "b");
        }
    }
}
