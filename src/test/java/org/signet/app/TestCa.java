package org.signet.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.signet.app.relocation.Move;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.Crls;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Postgres;
import org.signet.model.Actor;
import org.signet.model.Outcome;

/** A real CA in a temporary folder, with quick keys. */
public final class TestCa {
    public static final Actor OPERATOR = Actor.operator("test");
    public static final SecureRandom RANDOM = Providers.newRandom();

    private TestCa() {}

    public static Path found(Path parent, KeyType keys, boolean outbox) {
        return found(parent.resolve("ca"), keys, outbox, "http://localhost:8080");
    }

    public static Path found(Path folder, KeyType keys, boolean outbox, String url) {
        Founding.Plan plan = new Founding.Plan(
                Company.parse("Example Company", null, null).orThrow(),
                List.of("example.com"),
                url,
                url,
                new PolicyArc("1.3.6.1.4.1.99999.1"),
                true,
                outbox,
                NewKey.Wish.of(keys),
                NewKey.Wish.of(keys));
        return placed(made(folder, plan, Clock.systemUTC()));
    }

    private static Path made(Path folder, Founding.Plan plan, Clock clock) {
        new Founding(clock, RANDOM)
                .found(new DataFolder(folder), plan, OPERATOR, step -> {})
                .orThrow();
        return folder;
    }

    /** The same keys as the platform writes them: under 10,000 rounds in place of 600,000. */
    public static byte[] quick(byte[] pkcs12, String passphrase) {
        char[] secret = passphrase.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(pkcs12), secret);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, secret);
                store.setKeyEntry(alias, key, secret, store.getCertificateChain(alias));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, secret);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its tables moved to where this run has them. */
    private static Path placed(Path folder) {
        if (ChosenDatabase.isPostgreSql()) {
            String url = Postgres.url();
            ChosenDatabase.moved(folder, "signet", url);
            new Move(new DataFolder(folder), Clock.systemUTC())
                    .to(new Config.Database(url, null, null), OPERATOR, (table, done, all) -> {})
                    .orThrow();
        }
        return folder;
    }

    /** A CA of several mail domains, with quick keys and a page for its mail. */
    public static Path found(Path folder, List<String> domains, String url) {
        return found(folder, domains, url, Clock.systemUTC());
    }

    /** The same, begun at the clock's moment. */
    public static Path found(Path folder, List<String> domains, String url, Clock clock) {
        return placed(made(folder, plan(domains, url, KeyType.EC_P256), clock));
    }

    /** A CA that began at the clock's moment, as {@link #found(Path, List, String)} otherwise. */
    public static Path found(Path folder, Clock clock) {
        return found(folder, List.of("example.com"), "http://localhost:8080", clock);
    }

    /** A CA that can fill every profile, with P-256 keys, its policies below that arc. */
    public static Path found(Path folder, PolicyArc arc) {
        Founding.Plan plan = new Founding.Plan(
                Company.parse("Example Company", "NTRDE-HRB12345", "DE").orThrow(),
                List.of("example.com"),
                "https://pki.example.com",
                "http://pki.example.com",
                arc,
                true,
                false,
                NewKey.Wish.of(KeyType.EC_P256),
                NewKey.Wish.of(KeyType.EC_P256));
        return placed(made(folder, plan, Clock.systemUTC()));
    }

    /**
     * A copy of a CA that is found once in a run: its officers decide for {@code example.com}, and {@code auto.example}
     * lets everybody through.
     */
    public static Path copy(Path parent) {
        Path folder = parent.resolve("copy");
        try (var files = Files.walk(Original.FOLDER)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve(Original.FOLDER.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
            return placed(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Original {
        static final Path FOLDER = found();

        private static Path found() {
            Path folder = temporaryFolder().resolve("original");
            DataFolder data = new DataFolder(folder);
            made(
                    folder,
                    plan(List.of("example.com", "auto.example"), "http://localhost:8080", KeyType.EC_P256),
                    Clock.systemUTC());
            try {
                // Opened by hundreds of tests.
                for (String id : data.keyIds()) {
                    String passphrase = Files.readString(data.passphrase(id)).strip();
                    Files.write(data.key(id), quick(Files.readAllBytes(data.key(id)), passphrase));
                }
                String text = Files.readString(data.config());
                int domain = text.indexOf("auto.example");
                Files.writeString(
                        data.config(),
                        text.substring(0, domain)
                                + text.substring(domain).replaceFirst("\"officer\"", "\"automatic\""));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Founding.Plan plan(List<String> domains, String url, KeyType keys) {
        return new Founding.Plan(
                Company.parse("Example Company", null, null).orThrow(),
                domains,
                url,
                url,
                new PolicyArc("1.3.6.1.4.1.99999.1"),
                true,
                true,
                NewKey.Wish.of(keys),
                NewKey.Wish.of(keys));
    }

    /** The CA in that folder, as it would be at the clock's moment. */
    public static Signet open(Path folder, Clock clock) {
        return Signet.open(new DataFolder(folder), KeysOnDisk.Passphrases.none(), clock, RANDOM)
                .orThrow();
    }

    public static Signet open(Path folder) {
        return Signet.open(folder, KeysOnDisk.Passphrases.none()).orThrow();
    }

    /** Changes the configuration of a CA that is not open. */
    public static void configure(Path folder, UnaryOperator<String> change) {
        Path file = new DataFolder(folder).config();
        try {
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every domain's people get certificates that name them. */
    public static String naming(String configuration) {
        return configuration
                .replaceFirst("# organization_id = (\\S+).*", "organization_id = $1")
                .replaceFirst("# country", "country")
                .replace("approval = \"automatic\"", "approval = \"officer\"")
                .replace("profile = \"mailbox-strict\"", "profile = \"person-strict\"");
    }

    /** One administrator is enough. */
    public static String withoutDualControl(String configuration) {
        return configuration.replace("[access]", "[access]\ndual_control = false");
    }

    /** To work with a root's key, of a CA that has no administrators. */
    public static Outcome<List<String>> consent() {
        return Outcome.ok(List.of());
    }

    /** A folder under the build directory, on the disk that the project lies on; gone with the process. */
    public static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "ca")), "test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException stillInUse) {
            // A database that is open yet: it stays for the next clean.
            return;
        }
    }

    /** The newest CRL of all certificates of that issuer. */
    public static Crl crl(Signet signet, String issuerId) {
        return Crls.read(signet.crlStore().octets(signet.crls().latest(issuerId).orElseThrow()));
    }
}
