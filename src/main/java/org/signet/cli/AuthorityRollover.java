package org.signet.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.signet.app.ceremony.Ceremony;
import org.signet.ca.access.control.Act;
import org.signet.crypto.policy.KeyType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From an old root to a new one. */
@Command(
        name = "rollover",
        description = {
            "Make a new root and an issuing CA below it.",
            "Old and new root certify each other, so that devices which hold either go on; both are handed out until the old one ends."
        },
        mixinStandardHelpOptions = true)
final class AuthorityRollover implements Callable<Integer> {
    @Mixin
    private CeremonyOption ceremony;

    @Option(
            names = "--key",
            paramLabel = "TYPE",
            defaultValue = "rsa-4096",
            description = "Keys of both: rsa-4096 (default), rsa-3072, ec-p256, ec-p384.")
    private KeyType key;

    @Option(
            names = "--root-passphrase-file",
            paramLabel = "FILE",
            description = "The new root key's passphrase; made into a file without it.")
    private Path rootPassphrase;

    @Option(
            names = "--issuing-passphrase-file",
            paramLabel = "FILE",
            description = "The issuing key's passphrase; made into a file without it.")
    private Path issuingPassphrase;

    @Mixin
    private CaKeyOption.Token token;

    @Override
    public Integer call() {
        return ceremony.run(
                act(token.told(key)),
                work -> work.rollover(token.wish(key, rootPassphrase), token.wish(key, issuingPassphrase)),
                this::report);
    }

    static Act act(String keys) {
        return CeremonyOption.rootUse("rollover", "key", keys);
    }

    private void report(Ceremony.Rollover made) {
        System.out.println("Hand out the new root from now on (`signet trust`); its fingerprint:");
        System.out.println("  " + made.root().certificate().sha256().groups());
        System.out.println(made.issuing().id() + " issues from now on. Devices that hold the old root alone go on until"
                + " it ends, if they are given the cross certificates too (`signet trust --for p7b`).");
        System.out.println("Move the new root's key to a safe: "
                + ceremony.data().folder().key(made.root().id()));
        if (rootPassphrase == null) {
            System.out.println("and, to another one, its passphrase: "
                    + ceremony.data().folder().passphrase(made.root().id()));
            System.out.println("(`signet authority split` shares it among several people, as you may have done with the"
                    + " old root's).");
        }
    }
}
