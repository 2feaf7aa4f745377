package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.revocation.Revocation;
import org.signet.model.RevocationReason;
import org.signet.model.Role;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What {@code --help} shows, and what the options take. */
class UsageTest {

    static Stream<CommandLine> verbs() {
        List<CommandLine> all = new ArrayList<>(List.of(Main.commandLine()));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).getSubcommands().values());
        }
        return all.stream();
    }

    private static String help(String verb) {
        return Main.commandLine().getSubcommands().get(verb).getUsageMessage();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void noUrlIsBrokenAcrossLines(CommandLine verb) {
        assertThat(verb.getUsageMessage().lines().map(String::strip))
                .noneMatch(line -> line.matches(".*https?:(/{0,2}|//[a-z]+\\.?)"));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHasItsSentenceOnOneLineOfTheList(CommandLine group) {
        int longest = group.getSubcommands().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        group.getSubcommands().values().forEach(verb -> {
            String sentence = verb.getCommandSpec().usageMessage().description()[0];
            assertThat(sentence).endsWith(".").hasSizeLessThan(80 - 4 - longest);
        });
    }

    @Test
    void sharesAreOfferedWhereARootKeyIsOpened() {
        assertThat(verbs().filter(verb -> verb.getUsageMessage().contains("--share"))
                        .map(CommandLine::getCommandName))
                .containsExactlyInAnyOrder(
                        "new-issuer",
                        "add-domain",
                        "renew",
                        "root-crl",
                        "revoke-issuer",
                        "rollover",
                        "cross-sign",
                        "split",
                        "ceremony");
    }

    @Test
    void everyReasonIsListed() {
        String words = help("revoke").replaceAll("\\s+", " ");
        assertThat(Revocation.REASONS).map(RevocationReason::text).allMatch(words::contains);
    }

    @Test
    void theProfileIsNamed() {
        assertThat(help("issue")).contains("mailbox-strict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"officer", "Officer", "OFFICER"})
    void rolesAreTakenInAnyCase(String text) throws Exception {
        assertThat(new Choice<>(Role.class).convert(text)).isEqualTo(Role.OFFICER);
    }

    @Test
    void rolesAreShownInLowerCase() {
        assertThatThrownBy(() -> Main.commandLine().parseArgs("user", "invite", "grace", "--role", "boss"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("administrator, officer, auditor");
    }

    @Test
    void aCodeIsNeverAnArgument() {
        assertThat(help("enroll")).contains("--code-file").doesNotContain("--code=");
    }
}
