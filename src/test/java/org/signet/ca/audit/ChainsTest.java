package org.signet.ca.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.edge.store.SqlAudit;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.PostgreSql;
import org.signet.edge.store.database.Postgres;
import org.signet.model.Actor;

/** Several nodes that write one log. */
class ChainsTest {
    private String url;
    private final Node[] nodes = new Node[2];

    private record Node(Database database, AuditLog log) {
        static Node of(String url, String name) {
            Database database = Database.connect(
                    PostgreSql.parse(url, Optional.empty(), name).orThrow());
            return new Node(database, new AuditLog(new SqlAudit(database), Clock.systemUTC()));
        }

        void append(String user) {
            database.transactions().durable(() -> {
                log.append(Actor.system(), new AuditEvent.SignedIn(user));
                return null;
            });
        }

        List<AuditEntry.Head> seal() {
            return database.transactions().durable(log::seal);
        }
    }

    @BeforeEach
    void start() {
        url = Postgres.url();
        nodes[0] = Node.of(url, "ca-1");
        nodes[1] = Node.of(url, "ca-2");
    }

    @AfterEach
    void stop() {
        Stream.of(nodes).forEach(node -> node.database().close());
    }

    private void both() {
        IntStream.range(0, 40).parallel().forEach(i -> nodes[i % 2].append("user-" + i));
    }

    @Test
    void eachNodeHasAChainOfItsOwn() {
        both();
        AuditLog.Verdict verdict = nodes[0].log().verify();
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(40);
        assertThat(verdict.heads()).extracting(AuditEntry.Head::chain).containsExactly("ca-1", "ca-2");
        assertThat(nodes[1].log().latest(100)).hasSize(40);
        assertThat(nodes[1].log().verifyTail(7).broken()).isEmpty();
        for (String head : verdict.written().split(" ")) {
            assertThat(AuditEntry.Head.parse(head).orThrow()).isIn(verdict.heads());
        }
    }

    @Test
    void theDaysSealIsMadeOnce() {
        both();
        assertThat(nodes[0].seal()).hasSize(2);
        assertThat(nodes[1].seal()).isEmpty();
        both();
        assertThat(nodes[1].log().verify().broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update audit_entry set actor = 'eve' where chain = 'ca-2' and sequence = 5 | entry 5 of node ca-2 does not follow",
                "update audit_entry set chain = 'ca-1' where chain = 'ca-2' and sequence = 1 | does not follow",
                "delete from audit_entry where chain = 'ca-2' and sequence = 3 | entry 4 of node ca-2 does not follow",
                "delete from audit_entry where chain = 'ca-2' and sequence > 17 | its tail was cut",
            })
    void whatIsChangedShows(String statement, String said) throws SQLException {
        both();
        Postgres.in(url, statement);
        assertThat(nodes[0].log().verify().broken().orElseThrow()).contains(said);
    }

    /** A tail that was cut with its head, and even a whole chain, are missed by the other node's chain. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sequence > 17 | update audit_head set (sequence, hash) = (select sequence, hash from audit_entry where chain = 'ca-2' and sequence = 17) where chain = 'ca-2' | before entry 20",
                "sequence > 0 | delete from audit_head where chain = 'ca-2' | there is no chain ca-2",
            })
    void whatTheSealKnewIsMissed(String which, String head, String said) throws SQLException {
        both();
        nodes[0].seal();
        Postgres.in(url, "delete from audit_entry where chain = 'ca-2' and " + which, head);
        assertThat(nodes[0].log().verify().broken().orElseThrow()).contains(said);
    }
}
