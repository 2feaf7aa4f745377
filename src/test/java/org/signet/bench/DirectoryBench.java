package org.signet.bench;

import java.io.BufferedReader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.app.AddressBook;
import org.signet.app.Checkup;
import org.signet.app.Signet;
import org.signet.app.Site;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.bench.Figure.Bar;
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
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.json.CertificatesApi;
import org.signet.edge.ldap.LdapServer;
import org.signet.edge.ldap.LdapSettings;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.edge.store.database.ChosenDatabase;
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
        Map<String, Times> few = new HashMap<>();
        for (String size : sizes.isEmpty() ? List.of("10000", "1000000") : sizes) {
            Map<String, Times> taken = new LinkedHashMap<>();
            inItsOwnProcess(size, exports, taken);
            taken.forEach((what, time) -> {
                if (few.containsKey(what)) {
                    compare(what, Integer.parseInt(size), time, few.get(what));
                }
            });
            few.putAll(few.isEmpty() ? taken : Map.of());
        }
    }

    private static void inItsOwnProcess(String size, boolean exports, Map<String, Times> taken) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dsignet.bench=true",
                        "-Dsignet.database=" + System.getProperty("signet.database", "h2"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DirectoryBench.class.getName(),
                        exports ? "one-exports" : "one-lookups",
                        size)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                Matcher time = Pattern.compile("  (.*?)  .*p50 +([0-9.]+) ms +p99 +([0-9.]+) ms.*")
                        .matcher(line);
                if (time.matches()) {
                    taken.put(
                            time.group(1),
                            new Times(Double.parseDouble(time.group(2)), Double.parseDouble(time.group(3))));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process for " + size + " people ended with an error");
        }
    }

    /** Milliseconds. */
    private record Times(double p50, double p99) {}

    private static void compare(String what, int people, Times many, Times few) {
        boolean isDoor = !what.startsWith("find") && !what.startsWith("search");
        String engine = ChosenDatabase.isPostgreSql() ? "PostgreSQL" : "H2, heap of 256 MiB";
        String work = "%s among %,d people, %s, against 10,000: ".formatted(what, people, engine);
        tell(work + "p50", isDoor ? Bar.atMost(1.4) : Bar.NONE, many.p50(), few.p50());
        tell(work + "p99", isDoor ? Bar.atMost(2) : Bar.NONE, many.p99(), few.p99());
    }

    private static void tell(String work, Bar bar, double many, double few) {
        Figure.of("Look-ups", work, many / few, "×", bar, "%.3f ms against %.3f", many, few)
                .tell();
    }

    private static void measure(int people, boolean exports) throws Exception {
        System.out.printf(Locale.ROOT, "%,d people. Java %s, %s%n", people, Runtime.version(), Providers.choices());
        Path ca = TestCa.copy(TestCa.temporaryFolder());
        try (Signet signet = TestCa.open(ca)) {
            Wanted.of("model@example.com").named("Ada Model").from(signet);
        }
        ManyPeople.fill(ca, people);
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
                signet,
                signet.enrollments(signet.letters()),
                Checkup.ofCommand(signet, false),
                new RateLimits(Optional.empty(), signet.clock()),
                Optional::empty);
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
}
