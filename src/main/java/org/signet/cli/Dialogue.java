package org.signet.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.function.Function;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;

/** Questions and answers, at a terminal or line by line from standard input. */
final class Dialogue {
    private static final int TRIES = 5;

    private final Console console = System.console();
    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in));

    /** What an answer means; the refusal says what else is expected. */
    interface Reading<T> extends Function<String, Outcome<T>> {}

    /**
     * Goes on if somebody at a terminal agrees; refuses, by exception, if not, and where nobody can be asked.
     *
     * @param what will come of it
     */
    static void confirm(String what, String question) {
        if (System.console() == null) {
            throw new RefusedException(RefusalCode.WRONG_STATE, what + " Give --yes to do it nevertheless.");
        }
        Dialogue dialogue = new Dialogue();
        dialogue.say(what);
        if (!dialogue.ask(question + " [y/N] ").orElse("").matches("(?i)y(es)?")) {
            throw new RefusedException(RefusalCode.WRONG_STATE, "Nothing was done.");
        }
    }

    void say(String line) {
        System.out.println(line);
    }

    /** The answer without spaces around it; nothing at the end of the input. */
    Optional<String> ask(String question) {
        System.out.print(question);
        System.out.flush();
        try {
            String answer = console == null ? input.readLine() : console.readLine();
            if (console == null) {
                // Nobody typed the end of the line.
                say("");
            }
            return Optional.ofNullable(answer).map(String::strip);
        } catch (IOException e) {
            throw new Unavailable("cannot read from standard input: " + e.getMessage(), e);
        }
    }

    /** Asks until the answer is understood, a few times. */
    <T> T ask(String question, Reading<T> reading) {
        Refusal last = new Refusal(RefusalCode.BAD_INPUT, "The answers ended too early.");
        for (int i = 0; i < TRIES; i++) {
            Optional<String> answer = ask(question);
            if (answer.isEmpty()) {
                break;
            }
            Outcome<T> understood = reading.apply(answer.get());
            if (understood.isOk()) {
                return understood.orThrow();
            }
            last = understood.refusal();
            say(last.detail());
        }
        throw new RefusedException(RefusalCode.BAD_INPUT, "Nothing was done. " + last.detail());
    }

    /** The same with an answer that stands for an empty one, shown in brackets. */
    <T> T ask(String question, String usual, Reading<T> reading) {
        return ask(question + " [" + usual + "]: ", answer -> reading.apply(answer.isEmpty() ? usual : answer));
    }
}
