package org.signet.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The one folder that holds a CA: {@code signet.toml}, the database, and the key files in {@code keys/}. */
public record DataFolder(Path path) {
    static final String DATABASE = "signet";
    private static final Set<String> OURS =
            Set.of("signet.toml", "keys", "signet.mv.db", "signet.lock.db", "signet.trace.db");

    public Path config() {
        return path.resolve("signet.toml");
    }

    /** An issuer's encrypted key. */
    public Path key(String issuerId) {
        return path.resolve("keys").resolve(issuerId + ".p12");
    }

    /** The file that may hold its passphrase. */
    public Path passphrase(String issuerId) {
        return path.resolve("keys").resolve(issuerId + ".passphrase");
    }

    public boolean initialised() {
        return Files.isRegularFile(config());
    }

    /** Refused if there is no CA in it. */
    Outcome<DataFolder> existing() {
        return initialised()
                ? Outcome.ok(this)
                : Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "There is no CA in " + path + ". Make one with `signet init --company NAME --domain DOMAIN`,"
                                + " or name its folder with --data.");
    }

    /** Where a new CA is put together before it takes this folder's place in one step. */
    DataFolder unfinished() {
        return new DataFolder(
                path.toAbsolutePath().resolveSibling(path.toAbsolutePath().getFileName() + ".unfinished"));
    }

    /** Makes the folder and {@code keys/}, for the owner alone, from nothing: what an init that was killed left is removed. */
    void createAfresh() throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.list(path)) {
                if (files.anyMatch(file -> !OURS.contains(file.getFileName().toString()))) {
                    throw new IOException(path + " holds files that are not Signet's; move it away");
                }
            }
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path parent = path.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Files.createDirectory(path, ownerOnly);
        Files.createDirectory(path.resolve("keys"), ownerOnly);
    }

    boolean occupied() throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isPresent();
        }
    }
}
