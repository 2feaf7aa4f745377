package org.signet.app.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.signet.app.Signet;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditEvent;
import org.signet.crypto.keys.files.PrivateJournal;
import org.signet.crypto.keys.files.TemporaryFile;
import org.signet.crypto.smime.writing.SealedStream;
import org.signet.edge.json.Json;
import org.signet.edge.store.archive.SqlArchive;
import org.signet.edge.store.backup.CrlNumbers;
import org.signet.edge.store.tables.Snapshot;
import org.signet.edge.store.tables.TableContent;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Unavailable;

/**
 * Writes a CA into one encrypted file, while it works: every table as it was at one moment, {@code signet.toml} and what lies in {@code keys/}. Inside
 * the CMS is a ZIP, so that {@code openssl} and {@code unzip} open it where no Signet is. Nothing unencrypted ever reaches the disk.
 */
public final class Backup {
    static final String MANIFEST = "backup.json";
    static final String SUMS = "sums.json";
    static final String TABLES = "tables/";
    static final String KEYS = "keys/";
    static final String CONFIG = "signet.toml";

    private final Signet signet;

    public Backup(Signet signet) {
        this.signet = signet;
    }

    /**
     * What was made.
     *
     * @param passphrases files of passphrases that are inside
     * @param archive the folder of the archive, which is not inside; empty if nothing was archived
     */
    public record Made(Path file, long octets, Manifest manifest, List<String> passphrases, Optional<Path> archive) {}

    /** Refused if there is such a file already. */
    public Outcome<Made> to(Path file, BackupLock lock, Actor actor, Snapshot.Progress progress) {
        return PrivateJournal.place(file).map(place -> made(place, lock, actor, progress));
    }

    private Made made(Path file, BackupLock lock, Actor actor, Snapshot.Progress progress) {
        try (TemporaryFile beside = TemporaryFile.in(file.toAbsolutePath().getParent())) {
            Manifest[] manifest = new Manifest[1];
            beside.writeDurably(out -> manifest[0] = write(out, lock, progress));
            long octets = Files.size(beside.path());
            // Before it has its name: no backup is in the world that the log does not tell of.
            record(manifest[0], lock, actor);
            beside.moveTo(file);
            return new Made(file, octets, manifest[0], passphrases(), archive());
        } catch (IOException | UncheckedIOException e) {
            throw new Unavailable("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Manifest write(OutputStream out, BackupLock lock, Snapshot.Progress progress) throws IOException {
        SealedStream sealed = lock.on(out, signet.random());
        ZipOutputStream zip = new ZipOutputStream(sealed, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        // Whatever is not in it happened after this.
        Instant made = signet.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Manifest manifest = Snapshot.of(signet.database(), snapshot -> {
            try {
                return write(zip, manifest(snapshot, made), snapshot, progress);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        zip.finish();
        sealed.finish();
        return manifest;
    }

    private Manifest write(ZipOutputStream zip, Manifest manifest, Snapshot snapshot, Snapshot.Progress progress)
            throws IOException {
        put(zip, MANIFEST, Json.write(manifest));
        put(zip, CONFIG, Files.readAllBytes(signet.folder().config()));
        // After the tables' moment: a key's file is there before the tables name it.
        for (Path key : keys()) {
            put(zip, KEYS + key.getFileName(), Files.readAllBytes(key));
        }
        Map<String, String> sums = new TreeMap<>();
        List<TableContent> contents = snapshot.write(
                table -> {
                    zip.putNextEntry(new ZipEntry(TABLES + table));
                    return zip;
                },
                manifest.rows(),
                progress);
        contents.forEach(content -> sums.put(content.table(), content.sum().hex()));
        put(zip, SUMS, Json.write(new Manifest.Sums(sums)));
        return manifest;
    }

    private Manifest manifest(Snapshot snapshot, Instant made) {
        String version = Backup.class.getPackage().getImplementationVersion();
        return new Manifest(
                Manifest.FORMAT,
                version == null ? "(not packaged)" : version,
                snapshot.schema(),
                made,
                signet.config().company(),
                AuditEntry.Head.written(snapshot.heads()),
                snapshot.rows(),
                CrlNumbers.of(snapshot));
    }

    private static void put(ZipOutputStream zip, String name, byte[] octets) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(octets);
    }

    /** Those of {@code keys/}, without the locks of commands. */
    private List<Path> keys() throws IOException {
        try (Stream<Path> files = Files.list(signet.folder().path().resolve("keys"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private List<String> passphrases() throws IOException {
        return keys().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".passphrase"))
                .toList();
    }

    private Optional<Path> archive() {
        return new SqlArchive(signet.database()).files().isEmpty()
                ? Optional.empty()
                : Optional.of(signet.config().retention().place(signet.folder().path()));
    }

    private void record(Manifest manifest, BackupLock lock, Actor actor) {
        signet.transactions().durable(() -> {
            signet.audit()
                    .append(actor, new AuditEvent.BackupMade(manifest.auditHeads(), manifest.allRows(), lock.text()));
            return null;
        });
    }
}
