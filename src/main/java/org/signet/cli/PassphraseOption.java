package org.signet.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import org.signet.app.KeysOnDisk;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import picocli.CommandLine.Option;

/** Where a passphrase comes from: a file, the environment or a prompt; never an argument, which others could see. */
final class PassphraseOption implements KeysOnDisk.Passphrases {
    private static final String VARIABLE = "SIGNET_PASSPHRASE";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase; SIGNET_PASSPHRASE or a prompt without it.")
    private Path file;

    @Override
    public Outcome<Passphrase> of(String what) {
        return ask("Passphrase of " + what + ": ");
    }

    /** The passphrase for what the prompt names; refused if there is no way to ask. */
    Outcome<Passphrase> ask(String prompt) {
        if (file != null) {
            return KeysOnDisk.read(file);
        }
        String variable = System.getenv(VARIABLE);
        if (variable != null) {
            return Outcome.ok(Passphrase.of(variable.toCharArray()));
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            return Outcome.refused(
                    RefusalCode.ISSUER_UNUSABLE,
                    prompt + "not given. Use --passphrase-file FILE, or the environment variable " + VARIABLE + ".");
        }
        Passphrase passphrase = Passphrase.of(typed);
        Arrays.fill(typed, '\0');
        return Outcome.ok(passphrase);
    }
}
