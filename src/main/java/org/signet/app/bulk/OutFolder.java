package org.signet.app.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.signet.ca.authority.Issued;
import org.signet.crypto.keys.files.WholeFile;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * The folder that certificates of a table are written to. A table may come from elsewhere: it writes below this folder only,
 * and a row whose file cannot be written stops no other.
 */
final class OutFolder {
    /** With less room than this nothing goes on: the disk is full, and no row is to blame. */
    private static final long ROOM = 1 << 20;
    /** Of a file's name, in octets, for the address in it. */
    private static final int ADDRESS = 200;

    private final Path folder;
    /** Where earlier rows write, and the folders that they need, each with the row's line. */
    private final Map<Path, Integer> files = new HashMap<>();

    private final Map<Path, Integer> folders = new HashMap<>();

    OutFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
        make(this.folder);
    }

    private static void make(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Unavailable("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Keeps the row's file for it; asked in the order of the table. Refused if an earlier row's is in the way. */
    Outcome<PeopleRow> claim(PeopleRow row) {
        if (row.out().isEmpty()) {
            return Outcome.ok(row);
        }
        Path file = row.out().get();
        if (files.containsKey(file)) {
            return bad("Line " + files.get(file) + " writes to the same file; give each row its own \"out\".");
        }
        if (folders.containsKey(file)) {
            return bad(
                    "Line " + folders.get(file) + " writes to a folder of that name; give this row another \"out\".");
        }
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (files.containsKey(above)) {
                return bad("Line " + files.get(above)
                        + " writes to a file with the name of this one's folder; give this" + " row another \"out\".");
            }
        }
        files.put(file, row.line());
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            folders.putIfAbsent(above, row.line());
        }
        return Outcome.ok(row);
    }

    /** Refused if links on the disk would lead the row's file out of the folder. */
    Outcome<PeopleRow> inside(PeopleRow row) {
        Path above = row.out().map(folder::resolve).map(Path::getParent).orElse(folder);
        while (!Files.exists(above)) {
            above = above.getParent();
        }
        try {
            return above.toRealPath().startsWith(folder.toRealPath())
                    ? Outcome.ok(row)
                    : bad("The cell \"out\" leads out of the output folder through a link; name a file below it.");
        } catch (IOException e) {
            return bad("The folder " + above + " cannot be looked at: " + e.getMessage());
        }
    }

    /**
     * Writes the certificate with its issuing CA's.
     *
     * @throws Unavailable if no other row could be written either
     */
    Outcome<PeopleRow> write(PeopleRow row, Issued issued) {
        Path file = folder.resolve(row.out().orElseGet(() -> Path.of(name(row, issued))));
        StringBuilder pem = new StringBuilder();
        for (Certificate certificate : issued.chain().certificates().subList(0, 2)) {
            pem.append(certificate.pem());
        }
        try {
            make(file.getParent());
            WholeFile.keep(file, pem.toString().getBytes(StandardCharsets.US_ASCII));
            return Outcome.ok(row);
        } catch (Unavailable e) {
            if (isLost()) {
                throw e;
            }
            return bad("The certificate exists (`signet find " + row.addresses().get(0) + "`), but its file does not: "
                    + reason(e) + ". Give the row another \"out\" and run the table again.");
        }
    }

    private static String reason(Unavailable e) {
        return e.getCause() instanceof FileSystemException cause && cause.getReason() != null
                ? cause.getReason()
                : e.getMessage();
    }

    private boolean isLost() {
        try {
            return !Files.isWritable(folder) || Files.getFileStore(folder).getUsableSpace() < ROOM;
        } catch (IOException e) {
            return true;
        }
    }

    /** The address, what a file's name cannot have left out, and the serial number: one person may have several. */
    private static String name(PeopleRow row, Issued issued) {
        String address = row.addresses()
                .get(0)
                .toString()
                .replaceAll("[^\\p{L}\\p{N}@._+-]", "_")
                .replaceFirst("^[.-]", "_");
        while (address.getBytes(StandardCharsets.UTF_8).length > ADDRESS) {
            address = address.substring(0, address.offsetByCodePoints(address.length(), -1));
        }
        return address + "-" + issued.certificate().serial().hex() + ".pem";
    }

    private static <T> Outcome<T> bad(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }
}
