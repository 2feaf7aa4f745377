package org.signet.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signet.model.Outcome;

/** Configurations written for a test. */
final class ConfigTexts {
    static final String HEAD = """
            company = "Example"
            url = "http://localhost:8080"
            status_url = "http://localhost:8080"
            policy_arc = "1.3.6.1.4.1.99999.1"
            """;
    static final String GOOD = HEAD + """
            [domains."example.com"]
            [mail]
            transport = "outbox"
            """;

    private ConfigTexts() {}

    static Outcome<Config> read(Path folder, String text) {
        try {
            return ConfigFile.read(Files.writeString(folder.resolve("signet.toml"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
