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
                    path + " must say \"library = FILE\" and \"slot = NUMBER\" of the token that holds the key.");
        }
    }

    void write(TokenSlot slot) {
        String text = "library = " + slot.library() + "\nslot = " + slot.slot() + "\n";
        PrivateFiles.write(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
