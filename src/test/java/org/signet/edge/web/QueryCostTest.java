package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.app.bulk.GuestFile;
import org.signet.app.retention.CertificateArchive;
import org.signet.ca.audit.AuditEvent;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.StatementCosts;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RefusalCode;

/**
 * No statement that the server asks at any of its doors, or by itself, reads more rows where tables are large: each is run, and PostgreSQL tells how many it
 * looked at. What grows with a table by its nature is listed.
 */
class QueryCostTest {
    private static final int MANY = 10_000;
    /** Milliseconds from one certificate to the next: they reach back three years, and most are valid. */
    private static final String APART = "10000000::bigint";
    /** Of one table in one statement: the most that a search looks at, and what a page joins. */
    private static final long MOST = 1_100;

    /** What may read more, and why; by what the statement begins with or holds. */
    private static final Map<String, String> BY_NATURE = Map.of(
            "select w, count(*) from (select (",
                    "the chart of a year counts a year's entries of an index, once in a while",
            "select * from audit_entry order by place",
                    "the log's chain is followed whole, when somebody asks for that",
            "select * from audit_entry where type =", "and with it what its chains say of each other's ends",
            "where c.id > $1 and c.not_after >= $2 order by c.id",
                    "all URLs that certificates carry are read once a day",
            "select id from person p where p.id > $1", "people without words are looked for once after a start");

    private static RightsTrial trial;
    private static Connection database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        assumeThat(ChosenDatabase.isPostgreSql()).as("H2 does not tell").isTrue();
        trial = new RightsTrial();
        database = ChosenDatabase.connection(trial.signet.folder().path(), "signet");
        records();
        requests();
        run("analyze");
    }

    /** One row of each becomes many that differ in what is asked for. */
    private static void records() throws SQLException {
        multiply("person", Map.of("id", "id + 1000000 + g", "name", "name || ' ' || g"));
        multiply(
                "person_address",
                Map.of(
                        "search_key", "g || search_key",
                        "address", "g || address",
                        "person_id", "person_id + 1000000 + g"));
        multiply(
                "certificate",
                Map.of(
                        "id", "id + 1000000 - g",
                        "serial", "substr(serial, 1, 20) || lpad(to_hex(g), 12, '0')",
                        "person_id", "person_id + 1000000 + g",
                        "key_id", "lpad(to_hex(g), 40, '0')",
                        "issued", "issued - g * " + APART,
                        "not_before", "not_before - g * " + APART,
                        "not_after", "not_after - g * " + APART));
        multiply(
                "certificate_address",
                Map.of("search_key", "g || search_key", "certificate_id", "certificate_id + 1000000 - g"));
        multiply("directory_word", Map.of("word", "word || g", "holder", "(1000000 + g)::text"));
        run("insert into revocation (issuer_id, serial, crl_shard, not_after, since, reason, change)"
                + " select issuer_id, lpad(serial, 40, '0'), 0, not_after, issued, 'superseded', 0 from certificate"
                + " where id > 900000 and id % 5 = 0");
        run(
                "insert into released_hold (issuer_id, change, serial, since) select issuer_id, -id, lpad(serial, 40, '0'), issued"
                        + " from certificate where id > 900000 and id % 5 = 1");
        run(
                "insert into certificate_hash (hash, certificate_id) select id * 7919, id from certificate where id > 900000");
        run("insert into certificate_hash_done (thousand, certificates, numbers)"
                + " select t, 1000, decode(repeat('ff', 125), 'hex') from generate_series(900, 999) t");
        run(
                "insert into contact (sha256, certificate, source, seen, checked) select lpad(to_hex(id), 64, '0'), der, 'harvest', issued, "
                        + Instant.now().toEpochMilli() + " from certificate where id > 900000 and id % 5 = 0");
        run("insert into contact_address (search_key, sha256) select sha256 || '@example.net', sha256 from contact");
        run(
                "insert into compromised_key (key_id, proven) select lpad(to_hex(g), 64, '0'), 0 from generate_series(1, 5000) g");
        run("insert into archived_certificate (serial, issuer_id, person_id, key_id, not_after, file)"
                + " select 'a' || g, 'x', g, lpad(to_hex(g), 40, 'a'), g, 'x' from generate_series(1, 5000) g");
        trial.signet.transactions().durable(() -> {
            for (int i = 0; i < 3_000; i++) {
                trial.signet
                        .audit()
                        .append(TestCa.OPERATOR, new AuditEvent.IssuanceRefused("nothing", RefusalCode.NOT_FOUND));
            }
            return null;
        });
    }

    private static void requests() throws SQLException {
        multiply(
                "enrollment",
                Map.of(
                        "id", "'x' || lpad(g::text, 12, '0')",
                        "search_key", "g || search_key",
                        "requested", "requested - g * " + APART,
                        "proof_digest", "lpad(to_hex(g), 64, '0')",
                        "key_digest", "'a' || lpad(to_hex(g), 63, '0')",
                        "state", "'ISSUED'"));
        run("insert into enrollment_address (enrollment_id, position, search_key, address, code_digest, requested)"
                + " select id, 0, search_key, address, proof_digest, requested from enrollment");
        run("insert into enrollment_remark (enrollment_id, position, said_by, said, text)"
                + " select id, 0, 'somebody', requested, 'why?' from enrollment");
        run(
                "insert into renewal_reminder (serial, days, enrollment_id, sent) select c.serial, 30, 'x' || lpad(g::text, 12, '0'), 0"
                        + " from (select serial, row_number() over () as g from certificate) c");
        run(
                "insert into renewal (serial, first_serial, renewed) select serial, serial, issued from certificate where id > 900000");
        multiply("mail_queue", Map.of("id", "id - 1000000 - g", "sent", "queued", "next_try", "next_try - 1000"));
        for (String link : List.of("revocation_link", "holder_link")) {
            multiply(link, Map.of("digest", "lpad(to_hex(g), 64, '0')", "search_key", "g || search_key"));
        }
        run(
                "insert into account_mailbox_before (name, address, released) select 'somebody' || g, 'somebody@example.com', g"
                        + " from generate_series(1, 5000) g");
    }

    @AfterAll
    static void stop() throws SQLException {
        if (trial != null) {
            database.close();
            trial.close();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void multiply(String table, Map<String, String> changed) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet row = database.getMetaData().getColumns(null, "public", table, null)) {
            while (row.next()) {
                columns.add(row.getString("COLUMN_NAME"));
            }
        }
        run("insert into " + table + " (" + String.join(", ", columns) + ") select "
                + columns.stream()
                        .map(column -> changed.getOrDefault(column, column))
                        .collect(Collectors.joining(", "))
                + " from (select * from " + table + " limit 1) one cross join generate_series(1, " + MANY + ") g");
    }

    private static Set<String> large() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("select relname from pg_class where relkind = 'r' and reltuples > "
                                + MOST + " and relnamespace = 'public'::regnamespace")) {
            Set<String> large = new TreeSet<>();
            while (row.next()) {
                large.add(row.getString(1));
            }
            return large;
        }
    }

    private static Map<String, Long> costly(Map<String, Long> costs) {
        return costs.entrySet().stream()
                .filter(cost -> cost.getValue() > MOST)
                .filter(cost -> BY_NATURE.keySet().stream().noneMatch(cost.getKey()::contains))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max, TreeMap::new));
    }

    @Test
    void noDoorReadsMoreWhereTablesAreLarge() throws Exception {
        Set<String> large = large();
        assertThat(large).contains("person", "certificate", "audit_entry", "revocation", "mail_queue", "enrollment");
        StatementCosts costs = new StatementCosts(database, large);
        RightsTest.rows().forEach(QueryCostTest::ask);
        List.of(
                        "/admin/certificates?state=active",
                        "/admin/certificates?state=ending",
                        "/admin/certificates?state=expired",
                        "/admin/certificates?state=revoked",
                        "/admin/certificates?q=ada123",
                        "/admin/certificates?q=0123456789abcdef",
                        "/admin/certificates?domain=example.com&use=SIGN",
                        "/admin/people?q=lovelace",
                        "/admin/people?q=nobody+such",
                        "/admin/people?after=1000500",
                        "/admin/audit?text=nothing",
                        "/admin/expiring?days=30",
                        "/directory?q=ada+lovelace",
                        "/api/v1/certificates?email=ada@example.com")
                .forEach(path -> ask("administrator", "GET " + path));
        Map<String, Long> found = costs.end();
        assertThat(found.keySet()).as("the statements of these pages were seen").hasSizeGreaterThan(50);
        assertThat(costly(found)).isEmpty();
    }

    /** By somebody of each kind that is let in. */
    private static void ask(RightsTest.Row row) {
        Stream.of("employee", "administrator", "link", "certificates:find", "metrics:read")
                .filter(row::letsIn)
                .forEach(who -> ask(who, row.route()));
    }

    private static void ask(String who, String route) {
        assertThat(trial.ask(who, route).statusCode()).as(route).isNotEqualTo(500);
    }

    @Test
    void noWorkOfItsOwnDoes() throws Exception {
        var signet = trial.signet;
        StatementCosts costs = new StatementCosts(database, large());
        signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress("somebody", "example.com")),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow();
        signet.addressBook().directory().search("ada lovelace 77", 10);
        signet.addressBook().search().catchUp(false, () -> false);
        signet.reminders().run(10);
        signet.waysToEnroll(signet.letters()).expiry().run(10);
        signet.waysToEnroll(signet.letters())
                .guestTables(new GuestFile(signet.profiles()))
                .work(10);
        signet.authority().abandonUnfinished();
        signet.crls().publishDue(trouble -> {});
        signet.transactions().durable(() -> signet.audit().seal());
        signet.mailQueue().due(signet.clock().instant(), 10);
        Instant past = signet.clock().instant().minus(Duration.ofDays(200));
        assertThat(new CertificateArchive(
                                signet.folder().path().resolve("archive"),
                                signet.database(),
                                signet.audit(),
                                signet.clock())
                        .run(past, TestCa.OPERATOR, done -> {})
                        .orThrow())
                .isGreaterThan(500);
        assertThat(costly(costs.end())).isEmpty();
    }
}
