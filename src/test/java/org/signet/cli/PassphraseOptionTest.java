package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** What is asked at a terminal for a passphrase, and how often. */
class PassphraseOptionTest {
    private final List<String> asked = new ArrayList<>();

    private Outcome<Passphrase> typed(PassphraseOption.Fitness fitness, boolean isNew, String... answers) {
        Iterator<String> each = List.of(answers).iterator();
        return PassphraseOption.typed(
                prompt -> {
                    asked.add(prompt);
                    return each.hasNext() ? each.next().toCharArray() : null;
                },
                "Passphrase for me.p12: ",
                fitness,
                isNew);
    }

    @Test
    void aNewOneIsTypedTwiceUntilBothAgree() {
        Outcome<Passphrase> chosen = typed(
                Passphrase::unfitForContainer,
                true,
                "too short",
                "a long passphrase",
                "a lomg passphrase",
                "a long passphrase",
                "a long passphrase");
        assertThat(chosen.orThrow().reveal()).isEqualTo("a long passphrase");
        assertThat(asked)
                .containsExactly(
                        "Passphrase for me.p12: ",
                        "Passphrase for me.p12: ",
                        "Once more: ",
                        "Passphrase for me.p12: ",
                        "Once more: ");
    }

    @Test
    void itEndsAfterThreeTriesOrWithTheInput() {
        assertThat(typed(Passphrase::unfitForContainer, true, "a", "b", "c")
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.WEAK_PASSWORD);
        assertThat(asked).hasSize(3);
        assertThat(typed(Passphrase::unfitForContainer, true, "a long passphrase")
                        .isOk())
                .isFalse();
        assertThat(typed(given -> Optional.empty(), false).refusal().detail()).contains("--passphrase-file");
    }

    @Test
    void oneThatIsThereAlreadyIsTypedOnceAndMustFit() {
        Refusal wrong = new Refusal(RefusalCode.WRONG_PASSPHRASE, "Give that one.");
        Outcome<Passphrase> chosen = typed(
                given -> given.reveal().equals("right") ? Optional.empty() : Optional.of(wrong),
                false,
                "wrong",
                "right");
        assertThat(chosen.orThrow().reveal()).isEqualTo("right");
        assertThat(asked).hasSize(2);
    }
}
