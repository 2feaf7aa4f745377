package org.signet.edge.store.tables;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;

/** Counts a table's rows and adds up their hashes, so that two engines that give them in different orders can be compared. */
final class RowSum {
    private static final int HASH_OCTETS = 16;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(8 * HASH_OCTETS);

    private final Table table;
    private BigInteger sum = BigInteger.ZERO;
    private long count;

    RowSum(Table table) {
        this.table = table;
    }

    /** What the table holds now. */
    static TableContent of(Handle handle, Table table) throws SQLException {
        RowSum sum = new RowSum(table);
        try (TableRows rows = TableRows.of(handle, table.select())) {
            while (rows.next()) {
                sum.add(rows);
            }
        }
        return sum.content();
    }

    /** The row that these stand at. */
    void add(TableRows rows) {
        String row = IntStream.rangeClosed(1, table.columns().size())
                .mapToObj(rows::text)
                .collect(Collectors.joining());
        byte[] hash = Providers.sha256(row.getBytes(StandardCharsets.UTF_8));
        sum = sum.add(new BigInteger(1, hash, 0, HASH_OCTETS)).mod(MODULUS);
        count++;
    }

    long count() {
        return count;
    }

    TableContent content() {
        return new TableContent(table.name(), count, Bytes.of(sum.toByteArray()));
    }
}
