package org.signet.bench;

import java.nio.file.Path;
import java.util.List;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;

/** Copies of the one person of a CA, each with a mailbox, a certificate and the words that they are found by, straight into the tables. */
final class ManyPeople {
    private ManyPeople() {}

    /** Names in another order than addresses, so that neighbours in one index are none in another. */
    static void fill(Path ca, int people) {
        String numbers = ChosenDatabase.isPostgreSql()
                ? "generate_series(cast(0 as bigint), " + (people - 1) + ") s(x)"
                : "(select \"X\" as x from system_range(0, " + (people - 1) + ")) s";
        String word =
                "insert into directory_word (word, kind, holder) select %s, 'p', cast(1000 + x as varchar) from N";
        try (Database database = ChosenDatabase.open(ca, "signet")) {
            for (String rows : List.of(
                    "insert into person (id, name, given_name, surname) select 1000 + x, 'First' || x || ' Last' ||"
                            + " mod(x * 7919, P), 'First' || x, 'Last' || mod(x * 7919, P) from N",
                    "insert into person_address (search_key, person_id, address) select 'p' || x || '@example.com',"
                            + " 1000 + x, 'p' || x || '@example.com' from N",
                    "insert into certificate (id, serial, issuer_id, person_id, subject, addresses, profile, key_use,"
                            + " key_id, not_before, not_after, der, issued, crl_shard) select 1000 + x,"
                            + " '7' || lpad(cast(x as varchar), 31, '0'), m.issuer_id, 1000 + x, m.subject, 'p' || x ||"
                            + " '@example.com', m.profile, m.key_use, 'k' || x, m.not_before, m.not_after, m.der,"
                            + " m.issued, m.crl_shard from N, (select * from certificate where person_id <> 0 limit 1) m",
                    word.formatted("'first' || x"),
                    word.formatted("'last' || mod(x * 7919, P)"),
                    word.formatted("'p' || x || '@example.com'"))) {
                String sql = rows.replace("from N", "from " + numbers).replace("P)", people + ")");
                database.transactions().durable(() -> database.change(handle -> handle.execute(sql)));
            }
            if (ChosenDatabase.isPostgreSql()) {
                database.transactions().durable(() -> database.change(handle -> handle.execute("analyze")));
            }
        }
    }
}
