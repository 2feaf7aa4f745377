package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailConstraintsTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, ada@example.com, true",
        "example.com, ada@EXAMPLE.com, true",
        "EXAMPLE.com, ada@example.com, true",
        "example.com, ada@sub.example.com, false",
        ".example.com, ada@sub.example.com, true",
        ".example.com, ada@example.com, false",
        "example.com, ada@other.org, false",
        "example.com, ada@badexample.com, false",
        ".example.com, ada@badexample.com, false",
        "example.com, jürgen@example.com, true",
        "example.com, jürgen@other.org, false",
        "xn--mller-kva.example, jürgen@müller.example, true",
        "xn--mller-kva.example, jürgen@xn--mller-kva.example, true",
        "example.com, jürgen@müller.example, false",
        "ada@example.com, ada@example.com, true",
        "ada@example.com, ada@EXAMPLE.COM, true",
        "ada@example.com, Ada@example.com, false",
        "example.com, a@b@example.com, true",
        "example.com, example.com, false",
        "example.com, ada@, false",
    })
    void permits(String base, String mailbox, boolean allowed) {
        assertThat(new MailConstraints(List.of(base), List.of(), false).allows(mailbox))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, ada@example.com, false",
        "example.com, ada@sub.example.com, true",
        ".example.com, ada@sub.example.com, false",
        "xn--mller-kva.example, jürgen@müller.example, false",
    })
    void excludes(String base, String mailbox, boolean allowed) {
        assertThat(new MailConstraints(List.of(), List.of(base), false).allows(mailbox))
                .isEqualTo(allowed);
    }
}
