package org.signet.edge.store;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.signet.ca.directory.HashStore;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/** Hashes of certificates in SQL. */
public final class SqlHashes implements HashStore {
    private static final int THOUSAND = 1000;

    private final Database database;

    public SqlHashes(Database database) {
        this.database = database;
    }

    @Override
    public List<Bytes> withHash(long beginning, Instant now, int limit) {
        return told("c.id in (select certificate_id from certificate_hash where hash = ?)", beginning, now, limit);
    }

    @Override
    public List<Bytes> below(String issuerId, Instant now, int limit) {
        return told("c.issuer_id = ?", issuerId, now, limit);
    }

    private List<Bytes> told(String which, Object argument, Instant now, int limit) {
        return database.with(handle -> handle.select(
                        SqlDirectory.USABLE + " and " + which + " order by c.id desc limit ?",
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        argument,
                        limit)
                .map((row, context) -> Bytes.of(row.getBytes("der")))
                .list());
    }

    @Override
    public List<Long> behind(long last) {
        return database.with(handle -> {
            long newest = handle.select("select coalesce(max(id), 0) from certificate")
                            .mapTo(Long.class)
                            .one()
                    / THOUSAND;
            long oldest = newest - Math.min(newest, last);
            // A thousand that is full takes no more, and is not read again.
            Map<Long, Integer> done = handle.select(
                            "select thousand, certificates from certificate_hash_done where thousand >= ?", oldest)
                    .map((row, context) -> Map.entry(row.getLong(1), row.getInt(2)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return LongStream.rangeClosed(oldest, newest)
                    .mapToObj(thousand -> newest + oldest - thousand)
                    .filter(thousand -> done.getOrDefault(thousand, 0) < THOUSAND)
                    .filter(thousand -> done.getOrDefault(thousand, 0) < certificates(handle, thousand))
                    .toList();
        });
    }

    private static int certificates(Handle handle, long thousand) {
        return handle.select(
                        "select count(*) from certificate where id >= ? and id < ?",
                        thousand * THOUSAND,
                        thousand * THOUSAND + THOUSAND)
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void addHashes(long thousand, Instant now, Function<Bytes, Set<Long>> beginnings) {
        database.change(handle -> addHashes(handle, thousand, now, beginnings));
    }

    private static int addHashes(Handle handle, long thousand, Instant now, Function<Bytes, Set<Long>> beginnings) {
        long first = thousand * THOUSAND;
        if (done(handle, thousand).isEmpty()) {
            handle.execute("insert into certificate_hash_done values (?, 0, ?)", thousand, new byte[0]);
        }
        BitSet done = done(handle, thousand).orElseThrow();
        List<Long> lacking = handle.select(
                        "select id from certificate where id >= ? and id < ?", first, first + THOUSAND)
                .mapTo(Long.class)
                .filter(id -> !done.get((int) (id - first)))
                .list();
        for (long id : lacking) {
            // Who cannot be encrypted to is told to nobody, and needs no hashes.
            handle.select(
                            "select der from certificate where id = ? and key_use <> 'SIGN' and not_after >= ?",
                            id,
                            now.toEpochMilli())
                    .map((row, context) -> Bytes.of(row.getBytes(1)))
                    .findOne()
                    .ifPresent(der -> beginnings
                            .apply(der)
                            .forEach(beginning -> handle.execute(
                                    "insert into certificate_hash (hash, certificate_id) values (?,?)",
                                    beginning,
                                    id)));
            done.set((int) (id - first));
        }
        handle.execute(
                "update certificate_hash_done set certificates = ?, numbers = ? where thousand = ?",
                done.cardinality(),
                done.toByteArray(),
                thousand);
        return lacking.size();
    }

    /** Locked: another node that fills the same thousand waits, and finds it done. */
    private static Optional<BitSet> done(Handle handle, long thousand) {
        return handle.select("select numbers from certificate_hash_done where thousand = ? for update", thousand)
                .map((row, context) -> BitSet.valueOf(row.getBytes(1)))
                .findOne();
    }
}
