package org.signet.app;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.signet.crypto.keys.PrivateFiles;
import org.signet.crypto.policy.TokenSlot;
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

    /** The request of a CA whose certificate comes from elsewhere, while it waits for it. */
    Path request(String issuerId) {
        return path.resolve("keys").resolve(issuerId + ".csr");
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

    /** {@code keys/ISSUER.token}: in which token that issuer's key lies, as {@code library} and {@code slot}. */
    record TokenFile(Path path) {

        boolean present() {
            return Files.isRegularFile(path);
        }

        Outcome<TokenSlot> read() {
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

        void write(TokenSlot slot) {
            String text = "library = " + slot.library() + "\nslot = " + slot.slot() + "\n";
            PrivateFiles.write(path, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
