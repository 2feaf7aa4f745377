package org.signet.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.signet.app.KeysOnDisk;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.SecretShare;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The passphrase of a root's key, which holders may have in shares. */
final class RootPassphraseOption implements KeysOnDisk.Passphrases {
    @Mixin
    private PassphraseOption whole;

    @Option(
            names = "--share",
            paramLabel = "FILE",
            description = "A holder's share of the passphrase; as many as are needed, in place of it.")
    private List<Path> shares = List.of();

    @Override
    public Optional<Outcome<Passphrase>> explicit() {
        return shares.isEmpty()
                ? whole.explicit().map(named -> named.then(RootPassphraseOption::completed))
                : Optional.of(combined());
    }

    @Override
    public Outcome<Passphrase> of(String what) {
        return whole.of(what).then(RootPassphraseOption::completed);
    }

    private static Outcome<Passphrase> completed(Passphrase given) {
        return SecretShare.isShare(given.reveal()) ? further(given) : Outcome.ok(given);
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
    private static Outcome<Passphrase> further(Passphrase first) {
        Console console = System.console();
        List<SecretShare> read = new ArrayList<>();
        char[] typed = first.reveal().toCharArray();
        first.close();
        while (typed != null) {
            SecretShare.parse(new String(typed)).run(read::add, refusal -> System.err.println(refusal.detail()));
            Arrays.fill(typed, '\0');
            if (!read.isEmpty()
                    && read.stream().distinct().count() >= read.get(0).threshold()) {
                return SecretShare.combine(read);
            }
            typed = console == null ? null : console.readPassword("Next share: ");
        }
        return Outcome.refused(
                RefusalCode.WRONG_PASSPHRASE,
                "Too few shares were given; begin again, or name each with --share FILE.");
    }
}
