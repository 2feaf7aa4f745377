package org.signet.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.model.Actor;

/** A real CA in a temporary folder, with quick keys. */
public final class TestCa {
    public static final Actor OPERATOR = Actor.operator("test");
    public static final SecureRandom RANDOM = Providers.newRandom();

    private TestCa() {}

    public static Path found(Path parent, KeyType keys, boolean outbox) {
        return found(parent.resolve("ca"), keys, outbox, "http://localhost:8080");
    }

    public static Path found(Path folder, KeyType keys, boolean outbox, String url) {
        new Founding(Clock.systemUTC(), RANDOM)
                .found(
                        new DataFolder(folder),
                        new Founding.Plan(
                                Company.parse("Example Company", null, null).orThrow(),
                                List.of("example.com"),
                                url,
                                url,
                                keys,
                                new PolicyArc("1.3.6.1.4.1.99999.1"),
                                true,
                                outbox,
                                null,
                                null),
                        OPERATOR,
                        step -> {})
                .orThrow();
        return folder;
    }

    public static Signet open(Path folder) {
        return Signet.open(folder, KeysOnDisk.Passphrases.none()).orThrow();
    }

    /** A folder under the build directory, on the disk that the project lies on. */
    public static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "ca")), "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
