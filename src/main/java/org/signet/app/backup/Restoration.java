package org.signet.app.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.signet.app.Config;
import org.signet.app.ConfigFile;
import org.signet.app.ConfigText;
import org.signet.app.DataFolder;
import org.signet.app.FoundingSite;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.crypto.x509.Crl;
import org.signet.edge.store.SqlAudit;
import org.signet.edge.store.SqlCrls;
import org.signet.edge.store.Stores;
import org.signet.edge.store.backup.CrlNumbers;
import org.signet.edge.store.backup.OldSecrets;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.PostgreSql;
import org.signet.edge.store.tables.Refill;
import org.signet.edge.store.tables.Relocation;
import org.signet.edge.store.tables.Snapshot;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/**
 * Brings a CA back from a backup, into an empty folder and, if it is to be there, an empty database. All of it is opened and compared before anything
 * takes its place; a database that was half filled lets no server begin. What the CA did after the backup was made is unknown to it, so its CRLs' numbers
 * jump ahead of any that it can have published, and sessions and links of before are ended.
 */
public final class Restoration {
    /** No CA publishes more in a second for longer than a moment. */
    private static final long CRLS_A_SECOND = 10;

    private static final long CRLS_AT_ONCE = 1_000;

    private final DataFolder folder;
    private final Clock clock;

    public Restoration(DataFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * What is restored, and where.
     *
     * @param place without a URL the tables come into the folder
     * @param written heads of the audit log that somebody wrote down elsewhere
     * @param acceptOlder whether a backup of before them will do
     * @param crls that the CA published last; they tell what was revoked since
     */
    public record Plan(
            Path file,
            BackupKey key,
            Config.Database place,
            List<AuditEntry.Head> written,
            boolean acceptOlder,
            List<Crl> crls) {}

    /**
     * What came of it.
     *
     * @param missing how many entries of the audit log are lost at least
     * @param crlNumbers above which each issuer's next CRL is
     * @param revocations that were known from CRLs alone
     */
    public record Restored(Manifest manifest, long missing, Map<String, Long> crlNumbers, int revocations) {}

    public Outcome<Restored> restore(Plan plan, Actor actor, Snapshot.Progress progress) {
        progress.at("Opening the backup", 0, 0);
        return plan.key().open(plan.file()).then(inside -> {
            try {
                return restore(inside, plan, actor, progress);
            } catch (IOException e) {
                throw new Unavailable("cannot restore into " + folder.path() + ": " + e.getMessage(), e);
            }
        });
    }

    private Outcome<Restored> restore(StoredOctets inside, Plan plan, Actor actor, Snapshot.Progress progress)
            throws IOException {
        Outcome<BackupReader> opened = BackupReader.open(inside);
        if (!opened.isOk()) {
            return Outcome.refused(opened.refusal());
        }
        try (BackupReader backup = opened.orThrow()) {
            Outcome<Long> missing = fits(backup.manifest(), plan);
            Outcome<Optional<PostgreSql>> server = missing.then(fit -> place(plan));
            return server.isOk()
                    ? restored(backup, plan, server.orThrow(), missing.orThrow(), actor, progress)
                    : Outcome.refused(server.refusal());
        }
    }

    private static Outcome<Optional<PostgreSql>> place(Plan plan) {
        return plan.place().url() == null
                ? Outcome.ok(Optional.empty())
                : plan.place().parsed().map(Optional::of);
    }

    /** How many entries of the log are missing at least. */
    private Outcome<Long> fits(Manifest manifest, Plan plan) {
        if (clock.instant().isBefore(manifest.made())) {
            return refused("This machine's clock says " + clock.instant() + ", but the backup was made at "
                    + manifest.made() + ". Set the clock right first.");
        }
        long missing = plan.written().stream()
                .mapToLong(head -> Math.max(0, head.sequence() - manifest.end(head.chain())))
                .sum();
        if (missing > 0 && !plan.acceptOlder()) {
            return refused("The backup is older than what was written down: its audit log ends at "
                    + manifest.auditHeads() + ", and " + AuditEntry.Head.written(plan.written()) + " was written, so "
                    + missing + " entries at least are missing, and what they tell of. Take a newer backup; if there"
                    + " is none, --accept-older restores this one.");
        }
        return Outcome.ok(missing);
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.WRONG_STATE, detail);
    }

    private Outcome<Restored> restored(
            BackupReader backup,
            Plan plan,
            Optional<PostgreSql> server,
            long missing,
            Actor actor,
            Snapshot.Progress progress)
            throws IOException {
        Outcome<FoundingSite> opened = FoundingSite.open(folder);
        if (!opened.isOk()) {
            return Outcome.refused(opened.refusal());
        }
        try (FoundingSite site = opened.orThrow()) {
            DataFolder work = site.work();
            Outcome<Boolean> filled = filled(backup, work, plan, server, progress);
            if (!filled.isOk()) {
                return Outcome.refused(filled.refusal());
            }
            ConfigText.moved(work, plan.place());
            Outcome<Config> config = ConfigFile.read(work.config());
            if (config.isOk() && !isSaid(config.orThrow().database(), plan.place())) {
                return refused("The configuration in the backup says in a way of its own where the tables are. Restore"
                        + " to there, with --database-url.");
            }
            Restored restored = goOn(backup.manifest(), missing, plan, server, work, actor);
            site.settle();
            return Outcome.ok(restored);
        }
    }

    private static boolean isSaid(Config.Database said, Config.Database place) {
        return Objects.equals(said.url(), place.url()) && Objects.equals(said.passwordFile(), place.passwordFile());
    }

    private Outcome<Boolean> filled(
            BackupReader backup, DataFolder work, Plan plan, Optional<PostgreSql> server, Snapshot.Progress progress)
            throws IOException {
        try (Database database = work.databaseFor(server, backup.manifest().schema())) {
            if (Snapshot.of(database, Snapshot::schema) < backup.manifest().schema()) {
                return refused("The backup was made by version "
                        + backup.manifest().version() + ", which is newer than this one. Restore it by that version.");
            }
            return Refill.of(database, refill -> {
                        Outcome<Boolean> parts = new RestoredParts(backup, work, refill, progress).all();
                        backup.end();
                        return parts;
                    })
                    .then(all -> followed(database, backup.manifest(), plan));
        }
    }

    /** The audit log, to the head that the backup says it has, and by the one that was written down. */
    private Outcome<Boolean> followed(Database database, Manifest manifest, Plan plan) {
        List<AuditEntry.Head> written = plan.written().stream()
                .filter(head -> head.sequence() <= manifest.end(head.chain()))
                .toList();
        AuditLog.Verdict verdict = new AuditLog(new SqlAudit(database), clock).verify(written);
        if (verdict.broken().isPresent()) {
            return refused("The audit log in the backup is not whole: "
                    + verdict.broken().get() + ". Nothing was restored.");
        }
        String ends = AuditEntry.Head.written(verdict.heads());
        return ends.equals(manifest.auditHeads())
                ? Outcome.ok(true)
                : refused("The audit log in the backup ends at " + ends + ", not where the backup says, at "
                        + manifest.auditHeads() + ". Nothing was restored.");
    }

    /** What must be different from when the backup was made, in the tables as this version has them. */
    private Restored goOn(
            Manifest manifest, long missing, Plan plan, Optional<PostgreSql> server, DataFolder work, Actor actor) {
        try (Database database = work.databaseFor(server)) {
            AuditLog log = new AuditLog(new SqlAudit(database), clock);
            Restored restored = database.transactions().durable(() -> {
                OldSecrets.end(database);
                log.append(
                        actor,
                        new AuditEvent.BackupRestored(manifest.auditHeads(), manifest.made(), manifest.allRows()));
                int revocations = new LastCrls(new Stores(database), log, actor).take(plan.crls());
                return new Restored(manifest, missing, raised(database, manifest.made()), revocations);
            });
            Relocation.end(database);
            return restored;
        }
    }

    private Map<String, Long> raised(Database database, Instant made) {
        Instant now = clock.instant();
        long since = Math.max(0, Duration.between(made, now).toSeconds());
        SqlCrls crls = new SqlCrls(database);
        Map<String, Long> numbers = new TreeMap<>();
        CrlNumbers.of(database).forEach((issuer, taken) -> {
            long number = Math.max(taken + CRLS_A_SECOND * since, now.getEpochSecond()) + CRLS_AT_ONCE;
            crls.raise(issuer, number);
            numbers.put(issuer, number);
        });
        return numbers;
    }
}
