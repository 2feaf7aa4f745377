package org.signet.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.signet.app.KeysOnDisk;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.SecretShare;
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

    @Option(
            names = "--share",
            paramLabel = "FILE",
            description = "A holder's share of the passphrase; as many as are needed, in place of it.")
    private List<Path> shares = List.of();

    @Override
    public Outcome<Passphrase> of(String what) {
        return ask("Passphrase of " + what + ": ");
    }

    /** The passphrase for what the prompt names; refused if there is no way to ask. */
    Outcome<Passphrase> ask(String prompt) {
        if (file != null) {
            return KeysOnDisk.read(file);
        }
        if (!shares.isEmpty()) {
            return combined();
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
        if (SecretShare.isShare(new String(typed))) {
            return typedShares(console, typed);
        }
        Passphrase passphrase = Passphrase.of(typed);
        Arrays.fill(typed, '\0');
        return Outcome.ok(passphrase);
    }

    private Outcome<Passphrase> combined() {
        List<SecretShare> read = new ArrayList<>();
        for (Path share : shares) {
            Outcome<SecretShare> parsed = KeysOnDisk.read(share).then(line -> SecretShare.parse(line.reveal()));
            if (!parsed.isOk()) {
                return Outcome.refused(
                        parsed.refusal().code(), share + ": " + parsed.refusal().detail());
            }
            read.add(parsed.orThrow());
        }
        return SecretShare.combine(read);
    }

    /** Each holder types their share, one after the other, until there are enough. */
    private static Outcome<Passphrase> typedShares(Console console, char... first) {
        List<SecretShare> read = new ArrayList<>();
        char[] typed = first;
        while (typed != null) {
            SecretShare.parse(new String(typed)).run(read::add, refusal -> console.printf("%s%n", refusal.detail()));
            Arrays.fill(typed, '\0');
            if (!read.isEmpty()
                    && read.stream().distinct().count() >= read.get(0).threshold()) {
                return SecretShare.combine(read);
            }
            typed = console.readPassword("Next share: ");
        }
        return Outcome.refused(RefusalCode.WRONG_PASSPHRASE, "Too few shares were typed; begin again.");
    }
}
