package org.signet.edge.store.limit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.crypto.policy.Providers;
import org.signet.edge.http.limit.Totals;
import org.signet.edge.store.database.Database;

/**
 * What nodes let through together, in SQL: a row for each caller who took much, until that has dripped back. Each telling is a unit of work in its turn
 * among the nodes', so that no two wait for each other's rows; it need not be on disk.
 */
public final class SqlTotals implements Totals {
    private final Database database;

    public SqlTotals(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Long> add(String limit, Map<String, Long> taken, long most, Instant now) {
        List<String> callers = List.copyOf(taken.keySet());
        List<Row> rows = callers.stream()
                .map(caller -> new Row(digest(caller), taken.get(caller)))
                .toList();
        Map<String, Long> ends = database.transactions()
                .ordered(() -> database.change(handle -> add(handle, limit, rows, most, now.toEpochMilli())));
        Map<String, Long> owed = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            owed.put(callers.get(i), ends.get(rows.get(i).caller()) - now.toEpochMilli());
        }
        return owed;
    }

    private record Row(String caller, long taken) {}

    private static Map<String, Long> add(Handle handle, String limit, List<Row> rows, long most, long now) {
        PreparedBatch known =
                handle.prepareBatch("update rate_total set owed_until = least(greatest(owed_until, ?), ?) + ?"
                        + " where limit_name = ? and caller = ?");
        rows.forEach(row -> known.add(now, now + most, row.taken(), limit, row.caller()));
        int[] changed = known.execute();
        List<Row> fresh = new ArrayList<>(rows);
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (changed[i] > 0) {
                fresh.remove(i);
            }
        }
        if (!fresh.isEmpty()) {
            PreparedBatch first =
                    handle.prepareBatch("insert into rate_total (limit_name, caller, owed_until) values (?,?,?)");
            fresh.forEach(row -> first.add(limit, row.caller(), now + row.taken()));
            first.execute();
        }
        Map<String, Long> ends = new HashMap<>();
        handle.createQuery(
                        "select caller, owed_until from rate_total where limit_name = :limit and caller in (<callers>)")
                .bind("limit", limit)
                .bindList("callers", rows.stream().map(Row::caller).toList())
                .map((row, context) -> ends.put(row.getString(1), row.getLong(2)))
                .list();
        return ends;
    }

    /** Addresses and names are nobody's business here, and may be of any length. */
    private static String digest(String caller) {
        return HexFormat.of().formatHex(Providers.sha256(caller.getBytes(StandardCharsets.UTF_8)));
    }

    /** Forgets those for whom nothing is left to drip back. */
    public void forget(Instant now) {
        database.transactions()
                .ordered(() -> database.change(
                        handle -> handle.execute("delete from rate_total where owed_until <= ?", now.toEpochMilli())));
    }
}
