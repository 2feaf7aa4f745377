package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;

/**
 * No question that the server asks at any of its doors costs more in a large table than in a small one: PostgreSQL counts the rows that it reads one
 * after the other, and of each large table that is none.
 */
class QueryCostTest {
    private static final int MANY = 20_000;

    /** What is read whole by its nature. */
    private static final List<String> WHOLE = List.of("GET /admin/certificates.csv", "GET /admin/audit.jsonl");

    private static RightsTrial trial;
    private static Connection database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        assumeThat(ChosenDatabase.isPostgreSql()).as("H2 does not count").isTrue();
        trial = new RightsTrial();
        database = ChosenDatabase.connection(trial.signet.folder().path(), "signet");
        // One row of each becomes many that differ in what is asked for.
        multiply("person", Map.of("id", "id + 1000000 + g", "name", "name || ' ' || g"));
        multiply(
                "person_address",
                Map.of(
                        "search_key",
                        "g || search_key",
                        "address",
                        "g || address",
                        "person_id",
                        "person_id + 1000000 + g"));
        multiply(
                "certificate",
                Map.of(
                        "id", "id + 1000000 + g",
                        "serial", "substr(serial, 1, 20) || lpad(to_hex(g), 12, '0')",
                        "person_id", "person_id + 1000000 + g",
                        "key_id", "substr(key_id, 1, 28) || lpad(to_hex(g), 12, '0')",
                        "issued", "issued - g * 1000",
                        "not_after", "not_after - g * 1000"));
        multiply(
                "certificate_address",
                Map.of("search_key", "g || search_key", "certificate_id", "certificate_id + 1000000 + g"));
        multiply("directory_word", Map.of("word", "word || g", "holder", "(1000000 + g)::text"));
        multiply("audit_entry", Map.of("place", "place + 1000000 + g", "at", "at + g"));
        multiply("mail_queue", Map.of("id", "id + 1000000 + g", "sent", "queued", "next_try", "next_try - 1000"));
        multiply(
                "enrollment",
                Map.of(
                        "id", "'x' || lpad(g::text, 12, '0')",
                        "search_key", "g || search_key",
                        "proof_digest", "lpad(to_hex(g), 64, '0')",
                        "key_digest", "'a' || lpad(to_hex(g), 63, '0')",
                        "state", "'ISSUED'"));
        run("insert into revocation (issuer_id, serial, crl_shard, not_after, since, reason, change)"
                + " select issuer_id, lpad(serial, 40, '0'), 0, not_after, issued, 'superseded', 1 from certificate"
                + " where id > 1000000 and id % 10 = 0");
        run("select setval('audit_place', 5000000)");
        run("analyze");
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

    /** Rows read one after the other so far, by table; of the large ones only. */
    private static Map<String, Long> read() throws SQLException {
        Map<String, Long> read = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select relname, seq_tup_read from pg_stat_user_tables where n_live_tup > " + MANY / 20)) {
            while (row.next()) {
                read.put(row.getString(1), row.getLong(2));
            }
        }
        return read;
    }

    private static List<String> grown(String what, Map<String, Long> before) throws SQLException {
        return read().entrySet().stream()
                .filter(table -> table.getValue() - before.getOrDefault(table.getKey(), 0L) > MANY / 40)
                .map(table -> what + " reads " + table.getKey())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The counts of a connection come a second late at most. */
    private static void settle() throws SQLException, InterruptedException {
        Thread.sleep(1_100);
        run("select pg_stat_clear_snapshot()");
    }

    @Test
    void noDoorReadsALargeTableWhole() throws Exception {
        settle();
        assertThat(read())
                .containsKeys("person", "certificate", "audit_entry", "revocation", "mail_queue", "enrollment");
        List<String> routes = RightsTest.rows()
                .map(RightsTest.Row::route)
                .filter(route -> !WHOLE.contains(route))
                .toList();
        Map<String, Long> before = read();
        routes.forEach(QueryCostTest::ask);
        settle();
        List<String> found = grown("a door", before);
        if (!found.isEmpty()) {
            // Which one takes a second each to find.
            for (String route : routes) {
                before = read();
                ask(route);
                settle();
                found.addAll(grown(route, before));
            }
        }
        assertThat(found).isEmpty();
    }

    private static void ask(String route) {
        for (String who : List.of("nobody", "administrator", "link", "certificates:find", "metrics:read")) {
            trial.ask(who, route);
        }
    }

    @Test
    void noWorkOfItsOwnDoes() throws Exception {
        var signet = trial.signet;
        Map<String, Runnable> works = new TreeMap<>(Map.of(
                "issuing",
                        () -> signet.operatorIssuance()
                                .issue(
                                        List.of(new EmailAddress("somebody", "example.com")),
                                        Optional.empty(),
                                        signet.profiles().find("mailbox-strict").orThrow(),
                                        KeyUse.BOTH,
                                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                                        TestCa.OPERATOR)
                                .orThrow(),
                "finding by words", () -> signet.addressBook().directory().search("ada lovelace 77", 10),
                "reminding", () -> signet.reminders().run(10),
                "ending what a dead process left", () -> signet.authority().abandonUnfinished(),
                "publishing", () -> signet.crls().publishDue(trouble -> {}),
                "tying the chains",
                        () -> signet.transactions().durable(() -> signet.audit().seal())));
        List<String> found = new ArrayList<>();
        for (var work : works.entrySet()) {
            Map<String, Long> before = read();
            work.getValue().run();
            settle();
            found.addAll(grown(work.getKey(), before));
        }
        assertThat(found).isEmpty();
    }
}
