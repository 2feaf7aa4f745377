package org.signet.cli;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.model.EmailAddress;
import org.signet.model.Refusal;
import picocli.CommandLine.Option;

/** The mailed codes: from a file, the environment or a prompt; never an argument, which others could see in time. */
final class CodeOption {
    private static final String VARIABLE = "SIGNET_CODE";

    @Option(
            names = "--code-file",
            paramLabel = "FILE",
            description =
                    "A file with the mailed code, - for standard input; SIGNET_CODE or a prompt without it. Of several addresses one code a line, in their order.")
    private Path file;

    private List<String> given;
    private int asked;

    /**
     * The next code; empty, with the reason told, if there is none.
     *
     * @param all those that were mailed one, in their order
     * @param why what was wrong with the one before, if it was
     */
    Optional<String> next(EmailAddress mailedTo, List<EmailAddress> all, Optional<Refusal> why) {
        why.ifPresent(refusal -> System.err.println(refusal.detail()));
        if (file != null || System.getenv(VARIABLE) != null) {
            // Given once: the same again would only use up another try.
            return why.isPresent() ? Optional.empty() : given(mailedTo, all);
        }
        Console console = System.console();
        if (console == null) {
            System.err.println(mailed(all));
            return Optional.empty();
        }
        return Optional.ofNullable(console.readLine("Code mailed to %s: ", mailedTo))
                .filter(typed -> !typed.isBlank());
    }

    static String mailed(List<EmailAddress> all) {
        String again = " Give the same command again with --code-file FILE (- for standard input), or with the ";
        return all.size() == 1
                ? "A code was mailed to " + all.get(0) + "." + again + "code in the environment variable " + VARIABLE
                        + "."
                : "A code was mailed to each of " + list(all) + "." + again + "codes in the environment variable "
                        + VARIABLE + "; each on a line of its own, in this order.";
    }

    private static String list(List<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::toString).collect(Collectors.joining(", "));
    }

    private Optional<String> given(EmailAddress mailedTo, List<EmailAddress> all) {
        if (given == null) {
            String text = file == null
                    ? System.getenv(VARIABLE)
                    : new String(Input.readOrStandard(file).orThrow(), StandardCharsets.UTF_8);
            given = text.lines().filter(line -> !line.isBlank()).toList();
        }
        if (asked < given.size()) {
            return Optional.of(given.get(asked++));
        }
        System.err.println("The code mailed to "
                + list(all.subList(Math.max(0, all.indexOf(mailedTo)), all.size()))
                + " is missing."
                + (all.size() == 1 ? "" : " Each code goes on a line of its own, in the order of the addresses."));
        return Optional.empty();
    }
}
