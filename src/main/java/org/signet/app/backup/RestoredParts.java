package org.signet.app.backup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.signet.app.DataFolder;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.edge.json.Json;
import org.signet.edge.store.tables.Refill;
import org.signet.edge.store.tables.Snapshot;
import org.signet.edge.store.tables.TableContent;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The parts of a backup on their way to where a CA is put together: each once, none missing, every table as it was. */
final class RestoredParts {
    private static final Pattern KEY_FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    private final BackupReader backup;
    private final DataFolder work;
    private final Refill refill;
    private final Snapshot.Progress progress;
    private final Map<String, TableContent> contents = new HashMap<>();
    private boolean configured;

    RestoredParts(BackupReader backup, DataFolder work, Refill refill, Snapshot.Progress progress) {
        this.backup = backup;
        this.work = work;
        this.refill = refill;
        this.progress = progress;
    }

    Outcome<Boolean> all() throws IOException {
        for (String part = backup.next(); part != null; part = backup.next()) {
            if (part.equals(Backup.SUMS)) {
                return Json.readAnswer(backup.small(), Manifest.Sums.class).then(this::compared);
            }
            Outcome<Boolean> stored = stored(part);
            if (!stored.isOk()) {
                return stored;
            }
        }
        return refused("its end is missing");
    }

    private Outcome<Boolean> stored(String part) throws IOException {
        if (part.startsWith(Backup.TABLES)) {
            return table(part.substring(Backup.TABLES.length()));
        }
        if (part.equals(Backup.CONFIG)) {
            configured = true;
            PrivateFiles.write(work.config(), backup.small());
            return Outcome.ok(true);
        }
        String key = part.startsWith(Backup.KEYS) ? part.substring(Backup.KEYS.length()) : "";
        if (!KEY_FILE.matcher(key).matches()) {
            return refused("a part in it has a name that none has");
        }
        PrivateFiles.write(work.config().resolveSibling("keys").resolve(key), backup.small());
        return Outcome.ok(true);
    }

    private Outcome<Boolean> table(String name) throws IOException {
        long all = backup.manifest().rows().getOrDefault(name, 0L);
        return refill.table(name, backup.part(), done -> progress.at(name, done, all))
                .map(content -> contents.put(name, content) == null);
    }

    private Outcome<Boolean> compared(Manifest.Sums sums) {
        if (!configured || !contents.keySet().equals(backup.manifest().rows().keySet())) {
            return refused("a part is missing");
        }
        for (TableContent content : contents.values()) {
            long rows = backup.manifest().rows().get(content.table());
            if (content.rows() != rows
                    || !content.sum().hex().equals(sums.sums().get(content.table()))) {
                return refused("the table " + content.table() + " is not as it was: it has " + content.rows()
                        + " rows, and had " + rows);
            }
        }
        return Outcome.ok(true);
    }

    private static Outcome<Boolean> refused(String why) {
        return Outcome.refused(
                RefusalCode.WRONG_STATE, "The backup is not whole, and nothing was restored: " + why + ".");
    }
}
