package org.signet.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.bench.Figure.Bar;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.ldap.LdapServer;
import org.signet.edge.ldap.LdapSettings;
import org.signet.edge.ldap.LdapSettings.Port;
import org.signet.edge.store.database.Database;

/**
 * {@code (mail=ADDRESS)} for {@code userCertificate;binary}, on 1 and 4 connections, against OpenLDAP's slapd with the same people, in
 * turns. Each server is a process of its own; the client writes requests that were encoded before. Arguments: how many people, and a second
 * number to measure ourselves alone with as many.
 */
final class LdapBench {
    private static final int ROUNDS = 5;
    private static final int COUNT = 40_000;
    private static final int BATCH = 10_000;

    private LdapBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("serve")) {
            serve(Path.of(arguments[1]));
            return;
        }
        int people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path folder = TestCa.temporaryFolder().toAbsolutePath();
        Path data = folder.resolve("ca");
        byte[] certificate = fill(data, people);
        System.out.println(people + " people, a certificate of " + certificate.length + " octets");
        Process ours = start(data);
        try {
            int port = new java.io.BufferedReader(new java.io.InputStreamReader(ours.getInputStream()))
                    .lines()
                    .filter(line -> line.startsWith("port "))
                    .mapToInt(line -> Integer.parseInt(line.substring(5)))
                    .findFirst()
                    .orElseThrow();
            if (arguments.length > 1) {
                alone(port, people);
                return;
            }
            try (Slapd slapd = Slapd.start(Files.createDirectory(folder.resolve("slapd")), people, certificate)) {
                compare(port, slapd.port(), people);
            }
        } finally {
            ours.destroy();
            ours.waitFor();
        }
    }

    private static Process start(Path data) throws Exception {
        List<String> line = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        String more = System.getenv("SERVER_OPTIONS");
        if (more != null) {
            line.addAll(1, List.of(more.split(" ")));
        }
        line.addAll(List.of(LdapBench.class.getName(), "serve", data.toString()));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void serve(Path data) throws Exception {
        Signet signet = TestCa.open(data);
        RateLimit unlimited = new RateLimit(Integer.MAX_VALUE, Duration.ofMillis(1), Clock.systemUTC());
        LdapServer server = new LdapServer(
                new LdapSettings("Example Company", "127.0.0.1", Port.of(0), Port.of(0), Optional.empty(), true),
                signet.addressBook().directory(),
                signet.apiTokens(),
                unlimited,
                unlimited,
                Clock.systemUTC());
        server.start();
        System.out.println("port " + server.urls().get(0).replaceAll(".*:", ""));
        System.out.flush();
        Thread.currentThread().join();
    }

    /** A real certificate of one, given to all: none is parsed on its way. Straight into the tables. */
    private static byte[] fill(Path data, int people) {
        TestCa.found(data, KeyType.RSA_3072, true, "http://localhost:8080");
        byte[] der;
        try (Signet signet = TestCa.open(data)) {
            Certificate leaf = Wanted.of("template@example.com")
                    .with(Csr.key(KeyType.RSA_3072))
                    .from(signet)
                    .leaf();
            der = leaf.der().toArray();
        }
        long now = Instant.now().toEpochMilli();
        long end = now + Duration.ofDays(300).toMillis();
        try (Database database = Database.open(data, "signet")) {
            for (int from = 0; from < people; from += BATCH) {
                int first = from;
                database.transactions()
                        .durable(() -> database.change(handle -> {
                            try (PreparedBatch persons =
                                            handle.prepareBatch("insert into person (id, name, given_name, surname,"
                                                    + " listed) values (?,?,'Person',?,true)");
                                    PreparedBatch addresses = handle.prepareBatch(
                                            "insert into person_address (search_key, person_id, address) values (?,?,?)");
                                    PreparedBatch certificates = handle.prepareBatch(
                                            "insert into certificate (serial, issuer_id,"
                                                    + " person_id, subject, addresses, profile, key_use, key_id, not_before, not_after, der,"
                                                    + " issued) values (?,'issuing-1',?,'CN=x',?,'mailbox-strict','BOTH',?,?,?,?,?)")) {
                                for (int i = first; i < first + BATCH; i++) {
                                    long id = 1_000_000L + i;
                                    String address = "p" + i + "@example.com";
                                    persons.add(id, "Person " + i, Integer.toString(i));
                                    addresses.add(address, id, address);
                                    certificates.add(
                                            "%032x".formatted(0x100000000L + i),
                                            id,
                                            address,
                                            "k" + i,
                                            now - 1000,
                                            end,
                                            der,
                                            now);
                                }
                                persons.execute();
                                addresses.execute();
                                return certificates.execute();
                            }
                        }));
            }
        }
        return der;
    }

    private static void alone(int port, int people) throws Exception {
        for (int connections : new int[] {1, 4}) {
            new LdapLoad(port, people, connections).run(COUNT * 3);
            LdapLoad.Measured[] rounds = new LdapLoad.Measured[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = new LdapLoad(port, people, connections).run(COUNT);
            }
            System.out.println(connections + " connections, ours          " + LdapLoad.median(rounds));
        }
    }

    private static void compare(int ours, int theirs, int people) throws Exception {
        for (int connections : new int[] {1, 4}) {
            new LdapLoad(theirs, people, connections).run(COUNT);
            new LdapLoad(ours, people, connections).run(COUNT * 3);
            LdapLoad.Measured[] our = new LdapLoad.Measured[ROUNDS];
            LdapLoad.Measured[] their = new LdapLoad.Measured[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                their[i] = new LdapLoad(theirs, people, connections).run(COUNT);
                our[i] = new LdapLoad(ours, people, connections).run(COUNT);
            }
            LdapLoad.Measured we = LdapLoad.median(our);
            LdapLoad.Measured they = LdapLoad.median(their);
            String what = "LDAP (mail=) among %,d people, connections: %d".formatted(people, connections);
            Figure.of(
                            "Look-ups",
                            what + ", against slapd",
                            we.perSecond() / they.perSecond(),
                            "×",
                            connections == 4 ? Bar.atLeast(1) : Bar.NONE,
                            "%s; slapd %s",
                            we,
                            they)
                    .tell();
            Figure.of(
                            "Look-ups",
                            what + ", p99 against slapd's",
                            we.p99() / they.p99(),
                            "×",
                            connections == 4 ? Bar.atMost(1.2) : Bar.NONE,
                            "p50 %.2f ×",
                            we.p50() / they.p50())
                    .tell();
        }
    }
}
