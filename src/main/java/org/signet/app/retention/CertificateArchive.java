package org.signet.app.retention;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.signet.app.selfcheck.Span;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.crypto.keys.files.TemporaryFile;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.store.SearchKey;
import org.signet.edge.json.Json;
import org.signet.edge.store.archive.SqlArchive;
import org.signet.edge.store.archive.SqlArchive.Row;
import org.signet.edge.store.database.Database;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * Moves certificates that ended long ago out of the tables into files, up to five hundred at a time. A file is a ZIP of {@link #INDEX}, a line of JSON for
 * each, and of the certificates in DER. It is on disk under the name of a {@link #PART} before the unit of work that clears the tables and writes its
 * digest into the log, and gets its name after it: of a part that a dead process left, the tables say whether it counts.
 */
public final class CertificateArchive {
    static final String INDEX = "certificates.jsonl";
    static final String PART = ".part";

    private static final int BATCH = 500;
    /** On so many days of a month a CA must have served before its clock is believed. */
    public static final int SERVED_DAYS = 7;

    private static final int MONTH = 31;
    /** The same certificates make the same octets, whenever. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path folder;
    private final SqlArchive tables;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final int batch;

    public CertificateArchive(Path folder, Database database, AuditLog audit, Clock clock) {
        this(folder, new SqlArchive(database), database.transactions(), audit, clock, BATCH);
    }

    /** @param batch how many certificates go into a file at most */
    CertificateArchive(
            Path folder, SqlArchive tables, Transactions transactions, AuditLog audit, Clock clock, int batch) {
        this.folder = folder;
        this.tables = tables;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.batch = batch;
    }

    /**
     * The moment before which certificates must have ended to be moved now, so many days after their end; refused where the clock may be far ahead,
     * which would move living ones for good. The days on which the log was sealed tell: in a month to which a clock jumped there are none. One is not
     * enough, since each start under that clock seals its day, and a wrong clock may stand for a weekend; a week of them is work that people saw. A
     * clock that is ahead by less than that month does no harm: certificates wait a year at least.
     *
     * @param clockIsRight whether a person says so: the CA stood still, or serves seldom
     */
    public Outcome<Instant> before(int days, boolean clockIsRight) {
        Instant now = clock.instant();
        Instant before = Retention.before(now, days);
        if (clockIsRight || tables.ended(before, 1).isEmpty()) {
            return Outcome.ok(before);
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int served = audit.sealedDays(today.minusDays(MONTH - 1), today);
        return served >= SERVED_DAYS
                ? Outcome.ok(before)
                : Outcome.refused(
                        RefusalCode.WRONG_STATE,
                        "The clock stands at " + Span.moment(now) + "; by it this CA served on " + served
                                + " of the last "
                                + MONTH + " days. A clock that is far ahead would archive certificates that are in use."
                                + " Check it. If it is right: `signet archive run --clock-is-right`, or wait until the CA"
                                + " served on " + SERVED_DAYS + " days.");
    }

    /** How many {@link #run} would move. */
    public long count(Instant before) {
        return tables.count(before);
    }

    /**
     * Moves all that ended before that moment; refused while another process does so.
     *
     * @param progress told how many were moved so far
     * @return how many were moved
     * @throws Unavailable if a file cannot be written
     */
    public Outcome<Long> run(Instant before, Actor actor, LongConsumer progress) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.tryLock()) {
                return held == null ? busy() : Outcome.ok(runAlone(before, actor, progress));
            }
        } catch (OverlappingFileLockException here) {
            return busy();
        } catch (IOException e) {
            throw new Unavailable("cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    private Outcome<Long> busy() {
        return Outcome.refused(
                RefusalCode.WRONG_STATE, "Certificates are being archived into " + folder + "; wait for its end.");
    }

    private long runAlone(Instant before, Actor actor, LongConsumer progress) throws IOException {
        settle();
        long moved = 0;
        for (List<Row> rows = tables.ended(before, batch); !rows.isEmpty(); rows = tables.ended(before, batch)) {
            moved += move(rows, before, actor) ? rows.size() : 0;
            progress.accept(moved);
        }
        return moved;
    }

    /** What a process that died left: a part whose certificates left the tables gets its name; the rest says nothing that the tables do not. */
    private void settle() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(PART)) {
                    end(file, counts(target(file).getFileName().toString()));
                } else if (name.startsWith(".signet")) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * In a unit of work, which has its turn only when one that nobody waits for any more has ended: before, the tables would not know of certificates
     * that are about to leave them, and the part would be deleted.
     */
    private boolean counts(String name) {
        return transactions.durable(() -> tables.knows(name));
    }

    private static Path target(Path part) {
        String name = part.getFileName().toString();
        return part.resolveSibling(name.substring(0, name.length() - PART.length()));
    }

    private void end(Path part, boolean counts) throws IOException {
        Path target = target(part);
        // Nothing is written over. What has the name already has the same octets: a database was put back to before.
        if (counts && !Files.exists(target)) {
            Files.move(part, target);
            sync();
        } else if (!counts || Files.mismatch(part, target) < 0) {
            Files.delete(part);
        } else {
            throw new IOException(target + " is there and is not what its name says; set it aside");
        }
    }

    /** False if they changed meanwhile: nothing was moved. */
    private boolean move(List<Row> rows, Instant before, Actor actor) throws IOException {
        byte[] octets = zip(rows);
        Bytes sha256 = Bytes.of(Providers.sha256(octets));
        Instant now = clock.instant();
        String name = "certificates-"
                + DateTimeFormatter.BASIC_ISO_DATE.format(
                        now.atOffset(ZoneOffset.UTC).toLocalDate()) + "-"
                + sha256.hex().substring(0, 16) + ".zip";
        Path part = folder.resolve(name + PART);
        try (TemporaryFile beside = TemporaryFile.in(folder)) {
            beside.writeDurably(out -> out.write(octets));
            beside.moveTo(part);
        }
        sync();
        SqlArchive.File file = new SqlArchive.File(name, sha256, rows.size(), now);
        boolean moved = transactions.durable(() -> {
            if (!tables.ended(before, batch).equals(rows)) {
                return false;
            }
            tables.move(rows, file, CertificateArchive::hashes);
            audit.append(
                    actor,
                    new AuditEvent.CertificatesArchived(
                            name,
                            rows.size(),
                            rows.get(rows.size() - 1).certificate().validity().notAfter(),
                            sha256.hex()));
            return true;
        });
        end(part, moved);
        return moved;
    }

    private static Set<Long> hashes(Bytes der) {
        return Certificate.parse(der).fold(SearchKey::kept, refusal -> Set.of());
    }

    private static byte[] zip(List<Row> rows) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(entry(INDEX));
            for (Row row : rows) {
                zip.write(Json.write(ArchivedCertificate.of(row.certificate())));
                zip.write('\n');
            }
            for (Row row : rows) {
                zip.putNextEntry(entry(row.certificate().serial().hex() + ".cer"));
                zip.write(row.certificate().der().toArray());
            }
        }
        return octets.toByteArray();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        return entry;
    }

    /** Brings the names in the folder to the disk, where a system opens folders. */
    private void sync() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
