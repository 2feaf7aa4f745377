package org.signet.bench;

import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.signet.app.AddressBook;
import org.signet.app.Checkup;
import org.signet.app.Signet;
import org.signet.app.Site;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.format.Export;
import org.signet.ca.directory.format.PowerShellScript;
import org.signet.ca.directory.format.ZoneFile;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.Providers;
import org.signet.edge.http.Door;
import org.signet.edge.http.RateLimit;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.json.CertificatesApi;
import org.signet.edge.ldap.LdapServer;
import org.signet.edge.ldap.LdapSettings;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.edge.store.database.Database;
import org.signet.model.EmailAddress;
import org.signet.model.Role;

/**
 * Look-ups in a directory of 10,000 and of 1,000,000 people, each in a process of its own with 256 MiB of heap: {@code DirectoryBench [people…]}; what
 * is written for everybody at once: {@code DirectoryBench exports people}. The rows are copies of one real person's with other names and
 * addresses. Told are the times of one caller after the other.
 */
final class DirectoryBench {
    private static final int WARM = 5_000;
    private static final int COUNT = 20_000;
    private static final int SEARCHES = 2_000;
    private static final int PORT = 18_311;

    private DirectoryBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2 && arguments[0].startsWith("one-")) {
            measure(Integer.parseInt(arguments[1]), arguments[0].equals("one-exports"));
            return;
        }
        boolean exports = arguments.length > 0 && arguments[0].equals("exports");
        List<String> sizes = List.of(arguments).subList(exports ? 1 : 0, arguments.length);
        for (String size : sizes.isEmpty() ? List.of("10000", "1000000") : sizes) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DirectoryBench.class.getName(),
                            exports ? "one-exports" : "one-lookups",
                            size)
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the process for " + size + " people ended with an error");
            }
        }
    }

    private static void measure(int people, boolean exports) throws Exception {
        System.out.printf(Locale.ROOT, "%,d people. Java %s, %s%n", people, Runtime.version(), Providers.choices());
        Path ca = TestCa.copy(TestCa.temporaryFolder());
        try (Signet signet = TestCa.open(ca)) {
            Wanted.of("model@example.com").named("Ada Model").from(signet);
        }
        fill(ca, people);
        try (Signet signet = TestCa.open(ca)) {
            AddressBook book = signet.addressBook();
            if (exports) {
                exports(book, people);
            } else {
                lookups(signet, book, people, new Random(1));
            }
        }
    }

    private static void lookups(Signet signet, AddressBook book, int people, Random random) throws Exception {
        tell("find", COUNT, () -> find(book.directory(), random.nextInt(people)));
        tell("find nobody", COUNT, () -> book.directory().find(address(people + random.nextInt(people))));
        tell("search by a whole name", SEARCHES, () -> search(book.directory(), "first" + random.nextInt(people)));
        tell("search by a beginning", SEARCHES, () -> search(book.directory(), "first" + random.nextInt(100)));
        overHttp(signet, book, people, random);
        overLdap(signet, people);
    }

    private static void exports(AddressBook book, int people) throws Exception {
        whole("hashes for RFC 4387", people, () -> book.search().catchUp(true, () -> false));
        whole(
                "export for AD",
                people,
                () -> export(
                        book.directory(),
                        out -> new PowerShellScript(
                                out, PowerShellScript.Target.ACTIVE_DIRECTORY, book.directory()::chain, List.of())));
        whole(
                "zone file",
                people,
                () -> export(book.directory(), out -> new ZoneFile(out, Set.of("example.com"), 3600)));
    }

    private static void overHttp(Signet signet, AddressBook book, int people, Random random) throws Exception {
        Site site = Site.of(
                signet, signet.enrollments(signet.letters()), Checkup.ofCommand(signet, false), Optional::empty);
        List<Door> doors = new ArrayList<>(site.doors());
        doors.add(new CertificatesApi(book.directory(), signet.apiTokens(), unlimited()));
        String cookie = "Cookie: signet=" + session(signet).secret().text() + "\r\n";
        try (WebServer web =
                new WebServer(ServerSettings.loopback(PORT), doors, site.front().problemPage(), TestCa.RANDOM)) {
            web.start();
            try (LeanClient client = new LeanClient(PORT)) {
                tell(
                        "GET /api/v1/certificates",
                        COUNT,
                        () -> client.get("/api/v1/certificates?email=" + address(random.nextInt(people))));
                tell(
                        "GET /directory",
                        COUNT,
                        () -> client.get("/directory?address=" + address(random.nextInt(people)), cookie));
            }
        }
    }

    /** Of somebody who may ask as often as he likes. */
    private static Session session(Signet signet) {
        Accounts accounts = signet.accounts();
        OneTimeSecret link =
                accounts.invite("reader", Role.AUDITOR, TestCa.OPERATOR).orThrow();
        return accounts.redeem(
                        link, Passphrase.of("a long password of nobody".toCharArray()), Browser.unknown("127.0.0.1"))
                .orThrow();
    }

    private static RateLimit unlimited() {
        return new RateLimit(1_000_000, Duration.ofMillis(1), Clock.systemUTC());
    }

    private static void overLdap(Signet signet, int people) throws Exception {
        try (LdapServer ldap = new LdapServer(
                new LdapSettings("Example Company", "127.0.0.1", Port.of(0), Port.of(0), Optional.empty(), true),
                signet.addressBook().directory(),
                signet.apiTokens(),
                unlimited(),
                unlimited(),
                Clock.systemUTC())) {
            ldap.start();
            LdapLoad load = new LdapLoad(URI.create(ldap.urls().get(0)).getPort(), people, 1);
            load.run(WARM);
            System.out.println("  LDAP (mail=)                " + load.run(COUNT));
        }
    }

    private static void export(Directory directory, Function<Writer, Export> form) {
        Export file = form.apply(Writer.nullWriter());
        file.begin();
        directory.people(Optional.empty(), part -> {}).forEachRemaining(file::add);
        file.end();
    }

    /** Once for everybody. */
    private static void whole(String what, int people, Work work) throws Exception {
        long begin = System.nanoTime();
        work.go();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "  %-26s %8.0f/s   %.1f s%n", what, people / seconds, seconds);
    }

    private static EmailAddress address(int i) {
        return new EmailAddress("p" + i, "example.com");
    }

    private static void find(Directory directory, int i) {
        if (directory.find(address(i)).orElseThrow().certificates().isEmpty()) {
            throw new IllegalStateException("nothing was found");
        }
    }

    private static void search(Directory directory, String text) {
        if (directory.search(text, 20).isEmpty()) {
            throw new IllegalStateException("nothing was found for " + text);
        }
    }

    private interface Work {
        void go() throws Exception;
    }

    private static void tell(String what, int count, Work work) throws Exception {
        for (int i = 0; i < Math.min(WARM, count); i++) {
            work.go();
        }
        long[] nanos = new long[count];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            work.go();
            nanos[i] = System.nanoTime() - start;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "  %-26s %8.0f/s   p50 %7.3f ms   p99 %7.3f ms%n",
                what,
                count / seconds,
                nanos[count / 2] / 1e6,
                nanos[count * 99 / 100] / 1e6);
    }

    /** Names in another order than addresses, so that neighbours in one index are none in another. */
    private static void fill(Path ca, int people) {
        try (Database database = Database.open(ca, "signet")) {
            database.transactions()
                    .durable(() -> database.change(handle -> {
                        handle.execute(
                                "insert into person (id, name, given_name, surname) select 1000 + x, 'First' || x || ' Last' ||"
                                        + " mod(x * 7919, ?), 'First' || x, 'Last' || mod(x * 7919, ?) from (select \"X\" as x from system_range(0, ? - 1)) s",
                                people,
                                people,
                                people);
                        handle.execute(
                                "insert into person_address (search_key, person_id, address) select 'p' || x || '@example.com',"
                                        + " 1000 + x, 'p' || x || '@example.com' from (select \"X\" as x from system_range(0, ? - 1)) s",
                                people);
                        handle.execute(
                                "insert into certificate (id, serial, issuer_id, person_id, subject, addresses, profile, key_use,"
                                        + " key_id, not_before, not_after, der, issued, crl_shard) select 1000 + x,"
                                        + " '7' || lpad(cast(x as varchar), 31, '0'), m.issuer_id, 1000 + x, m.subject, 'p' || x ||"
                                        + " '@example.com', m.profile, m.key_use, 'k' || x, m.not_before, m.not_after, m.der,"
                                        + " m.issued, m.crl_shard from (select \"X\" as x from system_range(0, ? - 1)) s, (select * from certificate where"
                                        + " person_id <> 0 limit 1) m",
                                people);
                        handle.execute(
                                "insert into directory_word (word, kind, holder) select 'first' || x, 'p', cast(1000 + x as varchar)"
                                        + " from (select \"X\" as x from system_range(0, ? - 1)) s",
                                people);
                        handle.execute(
                                "insert into directory_word (word, kind, holder) select 'last' || mod(x * 7919, ?), 'p',"
                                        + " cast(1000 + x as varchar) from (select \"X\" as x from system_range(0, ? - 1)) s",
                                people,
                                people);
                        handle.execute(
                                "insert into directory_word (word, kind, holder) select 'p' || x || '@example.com', 'p',"
                                        + " cast(1000 + x as varchar) from (select \"X\" as x from system_range(0, ? - 1)) s",
                                people);
                        return null;
                    }));
        }
    }
}
