package org.signet.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.signet.app.KeysOnDisk;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import picocli.CommandLine.Option;

/** Where a passphrase comes from: a file, the environment or a prompt; never an argument, which others could see. */
final class PassphraseOption implements KeysOnDisk.Passphrases {
    private static final String VARIABLE = "SIGNET_PASSPHRASE";
    private static final int TRIES = 3;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "A file whose first line is the passphrase, or a token's PIN. Without it keys/ID.passphrase where the key is a CA's, then SIGNET_PASSPHRASE, then a prompt.")
    private Path file;

    /** Whoever types at the prompt; null where nobody can. */
    interface Typing {
        /** What was typed, to be wiped; null at the end of the input. */
        char[] answer(String prompt);

        static Typing atTerminal() {
            Console console = System.console();
            return console == null ? null : prompt -> console.readPassword("%s", prompt);
        }
    }

    /** What a passphrase must be; the refusal says why it is not. */
    interface Fitness extends Function<Passphrase, Optional<Refusal>> {
        /** For what is there already: whether it fits shows when it is opened. */
        static Fitness any() {
            return given -> Optional.empty();
        }
    }

    @Override
    public Optional<Outcome<Passphrase>> explicit() {
        return Optional.ofNullable(file).map(KeysOnDisk::read);
    }

    @Override
    public Outcome<Passphrase> of(String what) {
        return ask("Passphrase of " + what + ": ");
    }

    /** The passphrase for what the prompt names; refused if there is no way to ask. */
    Outcome<Passphrase> ask(String prompt) {
        return ask(prompt, Fitness.any(), false);
    }

    /**
     * The same, which must fit; who mistypes is asked again.
     *
     * @param isNew whether it is to be typed twice, since nothing else would show a slip
     */
    Outcome<Passphrase> ask(String prompt, Fitness fitness, boolean isNew) {
        Optional<Outcome<Passphrase>> given = explicit()
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE))
                        .map(text -> Outcome.ok(Passphrase.of(text.toCharArray()))));
        return given.map(outcome -> outcome.then(passphrase -> fitting(passphrase, fitness)))
                .orElseGet(() -> typed(Typing.atTerminal(), prompt, fitness, isNew));
    }

    private static Outcome<Passphrase> fitting(Passphrase given, Fitness fitness) {
        Optional<Refusal> unfit = fitness.apply(given);
        unfit.ifPresent(refusal -> given.close());
        return unfit.map(refusal -> Outcome.<Passphrase>refused(refusal)).orElse(Outcome.ok(given));
    }

    /** @param typing null where nobody can be asked */
    static Outcome<Passphrase> typed(Typing typing, String prompt, Fitness fitness, boolean isNew) {
        for (int tried = 1; typing != null; tried++) {
            char[] answer = typing.answer(prompt);
            if (answer == null) {
                break;
            }
            Outcome<Passphrase> one = fitting(taken(answer), fitness)
                    .then(first -> isNew ? repeated(first, typing.answer("Once more: ")) : Outcome.ok(first));
            if (one.isOk() || tried == TRIES) {
                return one;
            }
            System.err.println(one.refusal().detail());
        }
        return Outcome.refused(
                RefusalCode.ISSUER_UNUSABLE,
                prompt + "not given. Use --passphrase-file FILE, or the environment variable " + VARIABLE + ".");
    }

    private static Outcome<Passphrase> repeated(Passphrase first, char[] again) {
        try (Passphrase second = taken(again == null ? new char[0] : again)) {
            if (first.sameAs(second)) {
                return Outcome.ok(first);
            }
        }
        first.close();
        return Outcome.refused(RefusalCode.WRONG_PASSPHRASE, "The two are not the same; type it twice.");
    }

    private static Passphrase taken(char[] typed) {
        Passphrase passphrase = Passphrase.of(typed);
        Arrays.fill(typed, '\0');
        return passphrase;
    }
}
