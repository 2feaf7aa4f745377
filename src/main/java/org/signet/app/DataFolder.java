package org.signet.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The one folder that holds a CA: {@code signet.toml}, the database, and the key files in {@code keys/}. */
public record DataFolder(Path path) {
    static final String DATABASE = "signet";

    public Path config() {
        return path.resolve("signet.toml");
    }

    /** An issuer's encrypted key. */
    public Path key(String issuerId) {
        return path.resolve("keys").resolve(issuerId + ".p12");
    }

    /** The file that says in which token its key lies, if in one. */
    TokenFile token(String issuerId) {
        return new TokenFile(path.resolve("keys").resolve(issuerId + ".token"));
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
}
