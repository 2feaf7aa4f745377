package org.signet.edge.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.signet.ca.revocation.CrlStore;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.edge.store.database.Database;
import org.signet.model.RevocationReason;

/** CRLs in SQL, their octets in pieces, so that no CRL is ever whole in memory. */
public final class SqlCrls implements CrlStore {
    private static final int PIECE = 256 * 1024;
    /** How many are written at once. */
    private static final int PIECES = 16;

    private static final int PAGE = 5_000;
    /** No CRL takes as long to be made. */
    private static final Duration DEAD = Duration.ofHours(1);

    private final Database database;

    public SqlCrls(Database database) {
        this.database = database;
    }

    @Override
    public Draft take(String issuerId, long floor) {
        return database.change(handle -> {
            int known = handle.execute(
                    "update crl_number set taken = greatest(taken + 1, ?) where issuer_id = ?", floor, issuerId);
            if (known == 0) {
                handle.execute(
                        "insert into crl_number (issuer_id, taken, changes) values (?, ?, 0)",
                        issuerId,
                        Math.max(1, floor));
            }
            return handle.select("select taken, changes from crl_number where issuer_id = ?", issuerId)
                    .map((row, context) -> new Draft(row.getLong(1), row.getLong(2)))
                    .one();
        });
    }

    @Override
    public void entries(Extent extent, Consumer<CrlTemplate.Entry> each) {
        List<CrlTemplate.Entry> page = page(extent, "");
        while (!page.isEmpty()) {
            String last = SqlRevocations.key(page.get(page.size() - 1).serial());
            // While one is written, the next one is read.
            Supplier<List<CrlTemplate.Entry>> next = database.ahead(() -> page(extent, last));
            page.forEach(each);
            page = next.get();
        }
    }

    private List<CrlTemplate.Entry> page(Extent extent, String last) {
        return database.with(handle -> {
            var query = handle.select(pageOf(extent.shard()))
                    .bind("issuer", extent.issuerId())
                    .bind("last", last)
                    .bind("changes", extent.changes())
                    .bind("end", extent.endAfter().toEpochMilli());
            return (extent.shard() == 0 ? query : query.bind("shard", extent.shard()))
                    .map((row, context) -> entry(row))
                    .list();
        });
    }

    /** Answered by one index that holds all of these columns; in its order from the first on, else H2 sorts for each page. */
    static String pageOf(int shard) {
        return "select serial, since, reason, invalidity from revocation where issuer_id = :issuer"
                + (shard == 0 ? "" : " and crl_shard = :shard")
                + " and serial > :last and change <= :changes and (not_after is null or not_after > :end)"
                + " order by issuer_id, serial limit " + PAGE;
    }

    private static CrlTemplate.Entry entry(ResultSet row) throws SQLException {
        // By their places: a name is looked up at every row.
        Long invalidity = row.getObject(4, Long.class);
        return new CrlTemplate.Entry(
                SqlRevocations.serial(row.getString(1)),
                Instant.ofEpochMilli(row.getLong(2)),
                RevocationReason.ofText(row.getString(3)).orElseThrow(),
                Optional.ofNullable(invalidity).map(Instant::ofEpochMilli));
    }

    @Override
    public boolean outdated(PublishedCrl crl) {
        String of = crl.shard() == 0 ? "" : " and crl_shard = :shard";
        return database.with(handle -> {
            var query = handle.select("select exists (select 1 from revocation where issuer_id = :issuer" + of
                            + " and change > :changes) or exists (select 1 from released_hold where issuer_id = :issuer"
                            + " and change > :changes)")
                    .bind("issuer", crl.issuerId())
                    .bind("changes", crl.changes());
            return (crl.shard() == 0 ? query : query.bind("shard", crl.shard()))
                    .mapTo(Boolean.class)
                    .one();
        });
    }

    @Override
    public long keep(String issuerId, long number, InputStream der) {
        long size = 0;
        int position = 0;
        try (der) {
            for (List<byte[]> pieces = pieces(der); !pieces.isEmpty(); pieces = pieces(der)) {
                insert(issuerId, number, position, pieces);
                position += pieces.size();
                size += pieces.stream().mapToLong(piece -> piece.length).sum();
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> pieces(InputStream der) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            byte[] piece = der.readNBytes(PIECE);
            if (piece.length > 0) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    /** A few in a unit that is written before the next: so many octets must neither fill the memory nor keep others waiting. */
    private void insert(String issuerId, long number, int first, List<byte[]> pieces) {
        database.transactions()
                .durable(() -> database.change(handle -> {
                    for (int i = 0; i < pieces.size(); i++) {
                        handle.execute(
                                "insert into crl_octets (issuer_id, number, position, octets) values (?,?,?,?)",
                                issuerId,
                                number,
                                first + i,
                                pieces.get(i));
                    }
                    return null;
                }));
    }

    @Override
    public void insert(PublishedCrl crl) {
        database.change(handle -> handle.execute(
                "insert into crl (issuer_id, shard, number, this_update, next_update, changes, size)"
                        + " values (?,?,?,?,?,?,?)",
                crl.issuerId(),
                crl.shard(),
                crl.number(),
                crl.thisUpdate().toEpochMilli(),
                crl.nextUpdate().toEpochMilli(),
                crl.changes(),
                crl.size()));
    }

    @Override
    public void drop(String issuerId, int shard, Instant now) {
        List<Piece> pieces = database.with(handle -> handle.select(
                        "select number, position from crl_octets where issuer_id = :issuer and (number in"
                                + " (select number from crl where issuer_id = :issuer and shard = :shard)"
                                + " and number < (select max(number) from crl where issuer_id = :issuer and shard = :shard)"
                                + " or number < :dead and number not in"
                                + " (select number from crl where issuer_id = :issuer))")
                .bind("issuer", issuerId)
                .bind("shard", shard)
                .bind("dead", now.minus(DEAD).getEpochSecond())
                .map((row, context) -> new Piece(row.getLong(1), row.getInt(2)))
                .list());
        for (int from = 0; from < pieces.size(); from += PIECES) {
            drop(issuerId, pieces.subList(from, Math.min(pieces.size(), from + PIECES)));
        }
    }

    private record Piece(long number, int position) {}

    private void drop(String issuerId, List<Piece> pieces) {
        database.transactions()
                .durable(() -> database.change(handle -> {
                    for (Piece piece : pieces) {
                        handle.execute(
                                "delete from crl_octets where issuer_id = ? and number = ? and position = ?",
                                issuerId,
                                piece.number(),
                                piece.position());
                    }
                    return null;
                }));
    }

    @Override
    public Optional<PublishedCrl> latest(String issuerId, int shard) {
        return database.with(handle -> handle.select(
                        "select * from crl where issuer_id = ? and shard = ? order by number desc limit 1",
                        issuerId,
                        shard)
                .map((row, context) -> new PublishedCrl(
                        row.getString("issuer_id"),
                        row.getInt("shard"),
                        row.getLong("number"),
                        instant(row, "this_update"),
                        instant(row, "next_update"),
                        row.getLong("changes"),
                        row.getLong("size")))
                .findOne());
    }

    @Override
    public InputStream octets(PublishedCrl crl) {
        return new SequenceInputStream(new Enumeration<>() {
            private int position;
            private Optional<byte[]> next = piece(crl, 0);

            @Override
            public boolean hasMoreElements() {
                return next.isPresent();
            }

            @Override
            public InputStream nextElement() {
                byte[] piece = next.orElseThrow(NoSuchElementException::new);
                next = piece(crl, ++position);
                return new ByteArrayInputStream(piece);
            }
        });
    }

    private Optional<byte[]> piece(PublishedCrl crl, int position) {
        return database.with(handle -> handle.select(
                        "select octets from crl_octets where issuer_id = ? and number = ? and position = ?",
                        crl.issuerId(),
                        crl.number(),
                        position)
                .mapTo(byte[].class)
                .findOne());
    }

    @Override
    public int correctTimes(Instant now) {
        return database.change(handle -> handle.execute(
                "update crl set this_update = ? where this_update > ?", now.toEpochMilli(), now.toEpochMilli()));
    }

    @Override
    public void raise(String issuerId, long number) {
        database.change(handle -> {
            int known = handle.execute(
                    "update crl_number set taken = greatest(taken, ?) where issuer_id = ?", number, issuerId);
            return known == 0
                    ? handle.execute(
                            "insert into crl_number (issuer_id, taken, changes) values (?, ?, 0)", issuerId, number)
                    : known;
        });
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
