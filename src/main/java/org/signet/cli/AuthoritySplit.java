package org.signet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.signet.app.Signet;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.Consent;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.SecretShare;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.policy.Providers;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shares a root's passphrase among several people. */
@Command(
        name = "split",
        description = {
            "Split the root's passphrase among several holders.",
            "Some of them together open the key (Shamir's scheme).",
            "Each share goes into a file of its own, to be printed or copied for its holder and deleted."
        },
        mixinStandardHelpOptions = true)
final class AuthoritySplit implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private RootPassphraseOption passphrase;

    @Mixin
    private ConsentOption consent;

    @Option(names = "--root", paramLabel = "ID", description = "Which root; the newest without it.")
    private String root;

    @Option(names = "--holders", required = true, paramLabel = "N", description = "Into how many shares.")
    private int holders;

    @Option(names = "--threshold", required = true, paramLabel = "K", description = "How many of them are needed.")
    private int threshold;

    @Option(
            names = "--out-dir",
            required = true,
            paramLabel = "DIR",
            description = "Where the shares are written, a folder without others; best a memory stick.")
    private Path folder;

    @Override
    public Integer call() {
        Output.checkFolder(folder);
        withoutOthers();
        try (Signet signet = data.open(passphrase)) {
            Issuer issuer = (root == null
                            ? signet.hierarchy().roots().newest()
                            : signet.hierarchy().roots().find(root))
                    .orThrow();
            Consent leave = leave(signet, issuer);
            Path known = data.folder().passphrase(issuer.id());
            Passphrase secret = signet.keys().passphrase(issuer).orThrow();
            try (secret) {
                // A share of what does not open the key would be found out years later.
                signet.keys().key(issuer).orThrow();
                leave.use().orThrow();
                write(SecretShare.split(secret, holders, threshold, Providers.newRandom())
                        .orThrow());
            }
            System.out.println("Any " + threshold + " of the " + holders + " shares in " + folder + " open the key of "
                    + issuer.id() + ". Give each to its holder and delete the files.");
            if (Files.exists(known)) {
                System.out.println("Then delete the whole passphrase too: " + known);
            }
        }
        return Main.DONE;
    }

    private Consent leave(Signet signet, Issuer issuer) {
        Act act = CeremonyOption.rootUse(
                "split",
                "ca",
                issuer.id(),
                "holders",
                Integer.toString(holders),
                "threshold",
                Integer.toString(threshold));
        return consent.leave(signet, act);
    }

    /** Shares of two splittings do not open the key together, and nobody tells their files apart. */
    private void withoutOthers() {
        try (Stream<Path> all = Files.list(folder)) {
            if (all.anyMatch(file -> file.getFileName().toString().matches("(?i)share-.*\\.txt"))) {
                throw new RefusedException(
                        RefusalCode.BAD_INPUT,
                        "There are shares (share-….txt) in " + folder
                                + " already, and nothing was written. Name an empty"
                                + " folder, so that old and new shares are not mixed up.");
            }
        } catch (IOException e) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT,
                    "The folder " + folder + " cannot be read; check that it is there and readable.");
        }
    }

    private void write(List<SecretShare> shares) {
        for (SecretShare share : shares) {
            Path file = folder.resolve("share-" + share.number() + ".txt");
            PrivateFiles.write(file, (share.text() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
