package org.signet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.signet.app.KeysOnDisk;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.edge.client.TerminalRenewal;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import picocli.CommandLine.Option;

/** The file whose certificate is to be renewed. It is only read. */
final class RenewOptions {
    @Option(
            names = "--renew",
            paramLabel = "FILE.p12",
            description = "The file of a certificate that is still valid: its key stands for the mailed code.")
    private Path file;

    @Option(
            names = "--renew-passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the old file; the new file's without it.")
    private Path passphraseFile;

    boolean wanted() {
        return file != null;
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * What the old file holds.
     *
     * @param same its passphrase where no other is given
     * @param expected the mailboxes that must be the old certificate's; any if empty
     */
    Outcome<List<Pkcs12File>> open(Passphrase same, List<EmailAddress> expected) {
        Outcome<byte[]> octets = Input.read(file);
        if (!octets.isOk()) {
            return Outcome.refused(octets.refusal());
        }
        return opened(octets.orThrow(), same)
                .then(old -> TerminalRenewal.addresses(old).then(addresses -> {
                    boolean fits = expected.isEmpty() || EmailAddress.sameMailboxes(expected, addresses);
                    return fits
                            ? Outcome.ok(old)
                            : Outcome.refused(
                                    RefusalCode.BAD_INPUT,
                                    "The certificate in " + file + " is for " + addresses
                                            + "; leave --email out, or leave --renew out to enrol anew.");
                }));
    }

    private Outcome<List<Pkcs12File>> opened(byte[] octets, Passphrase same) {
        if (passphraseFile == null) {
            Outcome<List<Pkcs12File>> all = Pkcs12File.openAll(octets, same);
            return all.isOk() || all.refusal().code() != RefusalCode.WRONG_PASSPHRASE
                    ? all
                    : Outcome.refused(
                            RefusalCode.WRONG_PASSPHRASE,
                            "The passphrase given for the new file does not open " + file
                                    + "; give the old one with --renew-passphrase-file FILE.");
        }
        return KeysOnDisk.read(passphraseFile).then(passphrase -> {
            try (passphrase) {
                return Pkcs12File.openAll(octets, passphrase);
            }
        });
    }
}
