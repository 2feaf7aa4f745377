package org.signet.edge.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.model.Unavailable;

class PostgreSqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://localhost/signet | localhost | signet | signet",
                "jdbc:postgresql://ca@127.0.0.1:5433/ca | 127.0.0.1:5433 | ca | ca",
                "postgres://ca@[::1]:5432/ca_1 | [::1]:5432 | ca_1 | ca",
                "postgresql://ca@db1.example.com,db2.example.com/ca?sslmode=verify-full | db1.example.com,db2.example.com | ca | ca",
            })
    void urls(String url, String places, String database, String user) {
        PostgreSql server = PostgreSql.parse(url, Optional.empty(), "main").orThrow();
        assertThat(server.places()).isEqualTo(places);
        assertThat(server.database()).isEqualTo(database);
        assertThat(server.user()).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://localhost/signet | not the URL",
                "postgresql://localhost | not the URL",
                "postgresql://localhost/a/b | not the URL",
                "postgresql://local host/a | not the URL",
                "postgresql://ca:secret@localhost/signet | no place for a password",
                "postgresql://db.example.com/signet | over a network",
                "postgresql://localhost,db.example.com/signet | over a network",
                "postgresql://localhost.evil.example/signet | over a network",
            })
    void otherUrls(String url, String why) {
        var outcome = PostgreSql.parse(url, Optional.empty(), "main");
        assertThat(outcome.isOk()).isFalse();
        assertThat(outcome.refusal().detail()).contains(why).doesNotContain("secret@");
    }

    @Test
    void theSchemaStandsAndStaysAsItIs() {
        PostgreSql server =
                PostgreSql.parse(Postgres.url(), Optional.empty(), "main").orThrow();
        Database.connect(server).close();
        try (Database again = Database.connect(server)) {
            again.ping();
        }
    }

    /** Whoever waited for its turn would see what stood before it otherwise, and certify a key twice. */
    @Test
    void whatStandsIsReadWhateverTheServersDefault() throws Exception {
        String url = Postgres.url();
        Postgres.in(
                url,
                "alter database " + url.replaceFirst(".*/", "")
                        + " set default_transaction_isolation = 'repeatable read'");
        try (Database database =
                Database.connect(PostgreSql.parse(url, Optional.empty(), "main").orThrow())) {
            String isolation = database.transactions()
                    .durable(() -> database.change(handle -> handle.select("show transaction_isolation")
                            .mapTo(String.class)
                            .one()));
            assertThat(isolation).isEqualTo("read committed");
        }
    }

    @Test
    void anOrderOfTextsThatIsNotTheirOctetsIsRefused() {
        Postgres.run("create database ordered template template0 encoding 'SQL_ASCII' locale 'C'");
        String url = Postgres.url().replaceFirst("/test_[0-9_]+$", "/ordered");
        PostgreSql server = PostgreSql.parse(url, Optional.empty(), "main").orThrow();
        assertThatThrownBy(() -> Database.connect(server))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("createdb --template=template0");
    }

    @Test
    void aServerThatIsNotThereIsSaidSo() {
        PostgreSql server = PostgreSql.parse("postgresql://ca@localhost:1/signet", Optional.empty(), "main")
                .orThrow();
        assertThatThrownBy(() -> Database.connect(server))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("Check that PostgreSQL runs there");
    }
}
