package org.signet.app.retention;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.authority.CertificateStore;
import org.signet.crypto.policy.Providers;
import org.signet.edge.store.SqlCertificates;
import org.signet.edge.store.archive.SqlArchive;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

/** Reads the files of the archive. */
public final class ArchiveSearch {
    private final Path folder;
    private final SqlArchive tables;
    private final CertificateStore certificates;
    private final AuditLog audit;

    public ArchiveSearch(Path folder, Database database, AuditLog audit) {
        this.folder = folder;
        this.tables = new SqlArchive(database);
        this.certificates = new SqlCertificates(database);
        this.audit = audit;
    }

    /**
     * Compares every file that the log tells of with its digest there.
     *
     * @param file told of each that is looked at
     * @return what is wrong; empty if nothing is
     */
    public List<String> verify(Consumer<String> file) {
        List<String> wrong = new ArrayList<>();
        for (AuditEntry entry : audit.of(AuditEvent.CertificatesArchived.class)) {
            String name = entry.detail("file");
            file.accept(name);
            Path path = place(name);
            if (!Files.isRegularFile(path)) {
                wrong.add(name + " is not in " + folder + ": look for it in your backups.");
            } else if (!sha256(path).equals(entry.detail("sha256"))) {
                wrong.add(name + " is not as it was written: its SHA-256 is not the one in the audit log.");
            }
        }
        return wrong;
    }

    /** Where a file is: one that a dead process left unnamed is as good until the next run names it. */
    private Path place(String name) {
        Path named = folder.resolve(name);
        Path part = folder.resolve(name + CertificateArchive.PART);
        return !Files.exists(named) && Files.exists(part) ? part : named;
    }

    /** The files' names, as the tables know them. */
    List<String> names() {
        return tables.files().stream().map(SqlArchive.File::name).toList();
    }

    /** Those of them that are not there. */
    List<String> missing(List<String> names) {
        return names.stream().filter(name -> !Files.isRegularFile(place(name))).toList();
    }

    private static String sha256(Path path) {
        try {
            return Bytes.of(Providers.sha256(Files.readAllBytes(path))).hex();
        } catch (IOException e) {
            throw new Unavailable("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * The lines that tell of certificates with that text in what was recorded of them: a serial number, which leads to its file, or an address or a
     * name, for which all files are read.
     *
     * @param found told a file's name and a line of it
     */
    public void find(String text, BiConsumer<String, String> found) {
        String sought = text.toLowerCase(Locale.ROOT);
        Optional<String> file = text.matches("[0-9A-Fa-f]{8,40}")
                ? SerialNumber.of(new BigInteger(text, 16))
                        .fold(certificates::archive, none -> Optional.<CertificateStore.Archived>empty())
                        .map(CertificateStore.Archived::file)
                : Optional.empty();
        List<String> names = file.map(List::of).orElseGet(this::names);
        names.forEach(name -> lines(name, sought, line -> found.accept(name, line)));
    }

    private void lines(String name, String sought, Consumer<String> line) {
        Path path = place(name);
        try (ZipFile zip = new ZipFile(path.toFile());
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        zip.getInputStream(zip.getEntry(CertificateArchive.INDEX)), StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(each -> each.toLowerCase(Locale.ROOT).contains(sought))
                    .forEach(line);
        } catch (IOException e) {
            throw new Unavailable("cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
