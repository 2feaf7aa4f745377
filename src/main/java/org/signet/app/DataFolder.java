package org.signet.app;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.policy.TokenSlot;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.PostgreSql;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/** The one folder that holds a CA: {@code signet.toml}, the database, and the key files in {@code keys/}. */
public record DataFolder(Path path) {
    private static final String DATABASE = "signet";

    public Path config() {
        return path.resolve("signet.toml");
    }

    /** The CA's tables, here or where the configuration says. */
    Database database(Config.Database configured) {
        return configured.server().map(Database::connect).orElseGet(() -> Database.open(path, DATABASE));
    }

    /** Empty tables as they were after that change of the schema: in the folder, or where the CA will have them. */
    public Database databaseFor(Optional<PostgreSql> server, int schema) {
        return Database.target(server, path, DATABASE, schema);
    }

    /** The same tables, filled meanwhile and brought up to date. */
    public Database databaseFor(Optional<PostgreSql> server) {
        return Database.target(server, path, DATABASE);
    }

    /** The tables in the folder, which nobody else may have open meanwhile. */
    public Database databaseAlone() {
        return Database.alone(path, DATABASE);
    }

    /** The file of the tables. */
    public Path databaseFile() {
        return path.resolve(DATABASE + ".mv.db");
    }

    /** An issuer's encrypted key. */
    public Path key(String issuerId) {
        return path.resolve("keys").resolve(issuerId + ".p12");
    }

    /** The request of a CA whose certificate comes from elsewhere, while it waits for it. */
    public Path request(String issuerId) {
        return path.resolve("keys").resolve(issuerId + ".csr");
    }

    /** The file that says in which token its key lies, if in one. */
    public TokenFile token(String issuerId) {
        return new TokenFile(path.resolve("keys").resolve(issuerId + ".token"));
    }

    /** The file that may hold its passphrase. */
    public Path passphrase(String issuerId) {
        return path.resolve("keys").resolve(issuerId + ".passphrase");
    }

    /**
     * Runs work that changes the hierarchy, alone among all processes: it takes the next id, writes a key file of that name,
     * and reads what it then writes. Refused while another does so.
     */
    public <T> Outcome<T> alone(Supplier<Outcome<T>> work) {
        Path lock = path.resolve("keys").resolve(".ceremony");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held == null ? busy() : work.get();
        } catch (OverlappingFileLockException here) {
            return busy();
        } catch (IOException e) {
            throw new Unavailable("cannot lock " + lock + ": " + e.getMessage(), e);
        }
    }

    private static <T> Outcome<T> busy() {
        return Outcome.refused(
                RefusalCode.WRONG_STATE,
                "Another ceremony on this CA is under way; wait for its end, and begin again.");
    }

    /** Whose keys are here, in a file or in a token. */
    public List<String> keyIds() {
        try (Stream<Path> files = Files.list(path.resolve("keys"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".+\\.(p12|token)"))
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .toList();
        } catch (IOException e) {
            throw new Unavailable("cannot read " + path.resolve("keys") + ": " + e.getMessage(), e);
        }
    }

    /** Where CRLs lie while they are made and served; it may be emptied at any time. */
    public Path crls() {
        try {
            return Files.createDirectories(path.resolve("crl"));
        } catch (IOException e) {
            throw new Unavailable("cannot make " + path.resolve("crl") + ": " + e.getMessage(), e);
        }
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

    /** {@code keys/ISSUER.token}: in which token that issuer's key lies, as {@code library} and {@code slot}. */
    public record TokenFile(Path path) {

        public boolean present() {
            return Files.isRegularFile(path);
        }

        public Outcome<TokenSlot> read() {
            Properties lines = new Properties();
            try {
                lines.load(new StringReader(Files.readString(path)));
                return Outcome.ok(new TokenSlot(
                        Path.of(lines.getProperty("library")),
                        Long.decode(lines.getProperty("slot").strip())));
            } catch (IOException | RuntimeException e) {
                return Outcome.refused(
                        RefusalCode.ISSUER_UNUSABLE,
                        path
                                + " must say \"library = FILE\" and \"slot = NUMBER\" (0 or more) of the token that holds the"
                                + " key.");
            }
        }

        public void write(TokenSlot slot) {
            String text = "library = " + slot.library() + "\nslot = " + slot.slot() + "\n";
            PrivateFiles.write(path, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
