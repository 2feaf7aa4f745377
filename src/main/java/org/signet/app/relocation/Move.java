package org.signet.app.relocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.signet.app.Config;
import org.signet.app.ConfigFile;
import org.signet.app.ConfigText;
import org.signet.app.DataFolder;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.edge.store.SqlAudit;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.PostgreSql;
import org.signet.edge.store.database.Schema;
import org.signet.edge.store.tables.Relocation;
import org.signet.edge.store.tables.TableContent;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * Moves a CA's tables from its folder to PostgreSQL: copied, compared and the audit chain followed, then the configuration says where they are and
 * the file is set aside. It may be ended at any moment and begun again.
 */
public final class Move {
    private final DataFolder folder;
    private final Clock clock;

    public Move(DataFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * What was moved.
     *
     * @param rows of each table
     * @param heads of the audit log before the move, as they are written down
     * @param aside where the file of the tables is now
     */
    public record Moved(Map<String, Long> rows, String heads, Path aside) {
        public long all() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Told as it goes on. */
    public interface Progress {
        void at(String table, long done, long all);
    }

    public Outcome<Moved> to(Config.Database place, Actor actor, Progress progress) {
        Outcome<Config> config = ConfigFile.read(folder.config());
        if (!config.isOk()) {
            return Outcome.refused(config.refusal());
        }
        Config.Database before = config.orThrow().database();
        if (before.url() != null && !before.equals(place)) {
            return Outcome.refused(
                    RefusalCode.WRONG_STATE,
                    "This CA's tables are in " + before.url()
                            + " already. From there to elsewhere, PostgreSQL's pg_dump and pg_restore lead.");
        }
        return place.parsed().then(server -> moved(place, server, before.url() != null, actor, progress));
    }

    /** @param told whether the configuration says already that the tables are there */
    private Outcome<Moved> moved(
            Config.Database place, PostgreSql server, boolean told, Actor actor, Progress progress) {
        try (Database target = Database.target(server)) {
            if (told && !Schema.isBeingFilled(target)) {
                setAside();
                return Outcome.refused(RefusalCode.WRONG_STATE, "This CA's tables are there already.");
            }
            Outcome<Moved> moved = copied(target, progress);
            if (moved.isOk()) {
                // In an order in which the tables are never in two places that are both believed.
                if (!told) {
                    ConfigText.moved(folder, place);
                }
                Relocation.end(target);
                setAside();
                record(target, moved.orThrow(), actor);
            }
            return moved;
        }
    }

    private Outcome<Moved> copied(Database target, Progress progress) {
        try (Database source = folder.databaseAlone()) {
            SqlAudit log = new SqlAudit(source);
            List<AuditEntry.Head> heads = log.heads();
            String origin = log.after(0, 1).get(0).hash().hex();
            return new Relocation(source, target).run(origin, progress::at).then(tables -> {
                AuditLog.Verdict verdict = new AuditLog(new SqlAudit(target), clock).verify(heads);
                return verdict.broken()
                        .map(where -> Outcome.<Moved>refused(
                                RefusalCode.WRONG_STATE,
                                "The audit log is not whole: " + where + ". Nothing was changed; find out why first."))
                        .orElseGet(() -> Outcome.ok(new Moved(rows(tables), verdict.written(), aside())));
            });
        }
    }

    private static Map<String, Long> rows(List<TableContent> tables) {
        Map<String, Long> rows = new TreeMap<>();
        tables.forEach(table -> rows.put(table.table(), table.rows()));
        return rows;
    }

    private Path aside() {
        Path file = folder.databaseFile();
        return file.resolveSibling(file.getFileName() + ".moved");
    }

    private void setAside() {
        try {
            if (Files.exists(folder.databaseFile())) {
                Files.move(folder.databaseFile(), aside(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new Unavailable("cannot set " + folder.databaseFile() + " aside: " + e.getMessage(), e);
        }
    }

    private void record(Database target, Moved moved, Actor actor) {
        target.transactions().durable(() -> {
            new AuditLog(new SqlAudit(target), clock)
                    .append(actor, new AuditEvent.TablesMoved(moved.rows().size(), moved.all()));
            return null;
        });
    }
}
