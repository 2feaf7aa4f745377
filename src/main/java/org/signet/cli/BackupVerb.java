package org.signet.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.app.backup.Backup;
import org.signet.app.backup.BackupLock;
import org.signet.app.backup.Manifest;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.Json;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole CA in one encrypted file. */
@Command(
        name = "backup",
        description = {
            "Write the whole CA into one encrypted file, while it works.",
            "Inside are all tables as they are at one moment, signet.toml and the files in keys/, passphrases too where",
            "they lie there: guard the file and what opens it as you guard the folder, and keep the two apart.",
            "What signet.toml names elsewhere (keys of TLS, passwords of mail and database) is not inside, nor are the",
            "files of the archive: copy its folder too."
        },
        mixinStandardHelpOptions = true)
final class BackupVerb implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file to make; it must not be there yet.")
    private Path out;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "Encrypt to the certificate in this file, not to a passphrase.")
    private Path certificate;

    @Mixin
    private PassphraseOption passphrases;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Output.check(out);
        return certificate == null ? toPassphrase() : made(BackupLock.of(recipient()));
    }

    private int toPassphrase() {
        try (Passphrase passphrase = passphrases
                .ask("Passphrase of the backup: ", BackupVerb::unfit, true)
                .orThrow()) {
            return made(BackupLock.of(passphrase));
        }
    }

    private static Optional<Refusal> unfit(Passphrase passphrase) {
        return passphrase.unfitForContainer();
    }

    private Certificate recipient() {
        return Input.read(certificate)
                .then(Certificate::parseFile)
                .then(all -> all.size() == 1
                        ? Outcome.ok(all.get(0))
                        : Outcome.refused(RefusalCode.BAD_INPUT, certificate + " must hold one certificate."))
                .orThrow();
    }

    private int made(BackupLock lock) {
        Rows progress = new Rows();
        Backup.Made made;
        try (Signet signet = data.open()) {
            made = new Backup(signet)
                    .to(out, lock, DataOption.operator(), progress::at)
                    .orThrow();
        } finally {
            progress.end();
        }
        Manifest manifest = made.manifest();
        if (json) {
            System.out.println(Json.writePretty(View.of(made)));
            return Main.DONE;
        }
        System.out.println(made.file() + ": " + manifest.allRows() + " rows of "
                + manifest.rows().size() + " tables as of " + manifest.made() + ", " + made.octets() + " octets.");
        if (!made.passphrases().isEmpty()) {
            System.out.println("Inside are passphrases too, since they lie in keys/: "
                    + String.join(", ", made.passphrases()) + ".");
        }
        made.archive()
                .ifPresent(folder -> System.out.println(
                        "Not inside are the files of archived certificates: copy " + folder + " too."));
        System.out.println("The end of the audit log in it, to be written down elsewhere: " + manifest.auditHeads());
        return Main.DONE;
    }

    /**
     * The answer as JSON.
     *
     * @param archive the folder that is to be copied too; absent if nothing was archived
     */
    record View(String file, long octets, Instant made, int tables, long rows, String auditHeads, String archive) {
        static View of(Backup.Made made) {
            return new View(
                    made.file().toString(),
                    made.octets(),
                    made.manifest().made(),
                    made.manifest().rows().size(),
                    made.manifest().allRows(),
                    made.manifest().auditHeads(),
                    made.archive().map(Path::toString).orElse(null));
        }
    }
}
