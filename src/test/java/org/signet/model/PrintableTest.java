package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    private static final String HOSTILE = "a\u001b[2Jb\u202ec\nd\u2028e\ud83df";
    private static final String SOUND = "Zoë 山田 \ud83d\ude42.pem";

    @Test
    void whatIsNotShownAsItIsHasItsNumberOrAQuestionMark() {
        assertThat(Printable.is(HOSTILE)).isFalse();
        assertThat(Printable.escaped(HOSTILE)).isEqualTo("a\\x{1b}[2Jb\\x{202e}c\\x{a}d\\x{2028}e\\x{d83d}f");
        assertThat(Printable.of(HOSTILE)).isEqualTo("a?[2Jb?c?d?e?f");
        assertThat(Printable.of(HOSTILE, 5)).isEqualTo("a?[2J…");
    }

    @Test
    void whatIsShownAsItIsStaysSo() {
        assertThat(Printable.is(SOUND)).isTrue();
        assertThat(Printable.escaped(SOUND)).isEqualTo(SOUND);
        assertThat(Printable.of("\ud83d\ude42\ud83d\ude42", 3)).isEqualTo("\ud83d\ude42…");
        assertThat(Printable.of(SOUND, 100)).isEqualTo(SOUND);
    }
}
