package org.signet.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.signet.app.Config;
import org.signet.app.Signet;
import org.signet.app.backup.BackupKey;
import org.signet.app.backup.Restoration;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.x509.Crl;
import org.signet.edge.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A CA back from its backup. */
@Command(
        name = "restore",
        description = {
            "Bring a CA back from a backup, into a new folder.",
            "With --database-url the tables come into an empty PostgreSQL database.",
            "The old CA must never run again beside it. All of the backup is checked before anything takes its place.",
            "CRL numbers jump ahead, sessions are ended; what happened after the backup was made is unknown to the CA."
        },
        mixinStandardHelpOptions = true)
final class Restore implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(names = "--p12", paramLabel = "FILE", description = "The key of the certificate that it is encrypted to.")
    private Path p12;

    @Mixin
    private PassphraseOption passphrases;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "Put the tables there, as \"migrate-to\" names it; into the folder without it.")
    private String url;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Its first line is that database user's password; ~/.pgpass without it.")
    private Path passwordFile;

    @Option(
            names = "--head",
            paramLabel = "SEQUENCE:HASH",
            arity = "1..*",
            description = "Heads of the audit log that were written down elsewhere: an older backup is refused.")
    private List<String> heads = List.of();

    @Option(names = "--accept-older", description = "Restore a backup that is older than that head all the same.")
    private boolean acceptOlder;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            arity = "1..*",
            description = {
                "CRLs that this CA published last, as a proxy or a client has kept them:",
                "what was revoked after the backup is taken from there."
            })
    private List<Path> crls = List.of();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<AuditEntry.Head> written = heads.stream()
                .map(text -> AuditEntry.Head.parse(text).orThrow())
                .toList();
        Config.Database place = new Config.Database(
                url, passwordFile == null ? null : passwordFile.toAbsolutePath().toString(), null);
        try (Passphrase passphrase = passphrases
                .ask("Passphrase of " + (p12 == null ? file : p12) + ": ")
                .orThrow()) {
            Restoration.Restored restored =
                    restored(new Restoration.Plan(file, key(passphrase), place, written, acceptOlder, published()));
            if (json) {
                System.out.println(Json.writePretty(View.of(restored)));
            } else {
                tell(restored);
            }
            return Main.DONE;
        }
    }

    private List<Crl> published() {
        return crls.stream()
                .flatMap(one -> Input.readCrl(one).then(Crl::parseFile).orThrow().stream())
                .toList();
    }

    private BackupKey key(Passphrase passphrase) {
        return p12 == null
                ? BackupKey.of(passphrase)
                : BackupKey.of(
                        Identity.all(Input.read(p12)
                                .then(content -> Pkcs12File.openAll(content, passphrase))
                                .orThrow()),
                        Providers.newRandom());
    }

    private Restoration.Restored restored(Restoration.Plan plan) {
        Rows progress = new Rows();
        try {
            return new Restoration(data.folder(), Signet.systemClock())
                    .restore(plan, DataOption.operator(), progress::at)
                    .orThrow();
        } finally {
            progress.end();
        }
    }

    private void tell(Restoration.Restored restored) {
        System.out.println(data.folder().path() + " is the CA of "
                + restored.manifest().company() + " as of "
                + restored.manifest().made() + ": " + restored.manifest().allRows()
                + " rows, each table as it was, and the audit log is whole up to "
                + restored.manifest().auditHeads() + ".");
        if (restored.missing() > 0) {
            System.out.println(
                    "At least " + restored.missing() + " entries of the log after it are lost, and what they tell of.");
        }
        if (restored.revocations() > 0) {
            System.out.println("The CRLs told of " + restored.revocations() + " revocations that it did not know.");
        }
        restored.crlNumbers()
                .forEach((issuer, number) ->
                        System.out.println("The next CRL of " + issuer + " has a number above " + number + "."));
        System.out.println("""
                What happened after that moment is unknown to it. Do this now:
                1. Make sure that the old CA never runs again.
                2. Take in what was issued since, from wherever copies are: "signet import-issued FILE ...".
                   What is found nowhere answers as unknown: its holder gets a new one.
                3. Start "signet serve", and "signet crl" publishes the first CRLs.
                4. Revoke again what was revoked since and no --crl told of, before others rely on those CRLs.
                5. Make a backup of this CA.""");
    }

    /** The answer as JSON. */
    record View(
            Instant made,
            String company,
            long rows,
            String auditHeads,
            long missing,
            Map<String, Long> crlNumbers,
            int revocations) {
        static View of(Restoration.Restored restored) {
            return new View(
                    restored.manifest().made(),
                    restored.manifest().company(),
                    restored.manifest().allRows(),
                    restored.manifest().auditHeads(),
                    restored.missing(),
                    restored.crlNumbers(),
                    restored.revocations());
        }
    }
}
