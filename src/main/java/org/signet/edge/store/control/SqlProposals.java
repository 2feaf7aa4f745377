package org.signet.edge.store.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.Proposal;
import org.signet.ca.access.control.ProposalStore;
import org.signet.ca.access.control.Voice;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;

/** Proposals in SQL. */
public final class SqlProposals implements ProposalStore {
    private static final String WAITS = "state in ('OPEN', 'AGREED')";

    private final Database database;

    public SqlProposals(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Proposal proposal) {
        database.change(handle -> handle.execute(
                "insert into proposal (id, act, parameters, digest, proposer, origin, made, expires, state)"
                        + " values (?,?,?,?,?,?,?,?,?)",
                proposal.id(),
                proposal.act().kind().name(),
                proposal.act().text(),
                proposal.digest().hex(),
                proposal.proposer(),
                proposal.origin(),
                proposal.made().toEpochMilli(),
                proposal.expires().toEpochMilli(),
                proposal.state().name()));
    }

    @Override
    public Optional<Proposal> find(String id) {
        return list("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<Proposal> waiting(Instant now) {
        return list("where " + WAITS + " and expires > ? order by made, id", now.toEpochMilli());
    }

    @Override
    public List<Proposal> past(Instant now, int most) {
        return list(
                "where not (" + WAITS + " and expires > ?) order by made desc, id fetch first " + most + " rows only",
                now.toEpochMilli());
    }

    @Override
    public List<Proposal> of(Bytes digest) {
        return list("where digest = ? and " + WAITS + " order by made desc, id", digest.hex());
    }

    private List<Proposal> list(String rest, Object... arguments) {
        return database.with(handle -> handle.select("select * from proposal " + rest, arguments)
                .map((row, context) -> proposal(handle, row))
                .list());
    }

    private static Proposal proposal(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Proposal(
                id,
                Act.read(Act.Kind.valueOf(row.getString("act")), row.getString("parameters")),
                Bytes.ofHex(row.getString("digest")),
                row.getString("proposer"),
                row.getString("origin"),
                Instant.ofEpochMilli(row.getLong("made")),
                Instant.ofEpochMilli(row.getLong("expires")),
                Proposal.State.valueOf(row.getString("state")),
                SqlStaff.moment(row, "ended"),
                voices(handle, id));
    }

    private static List<Voice> voices(Handle handle, String id) {
        return handle.select("select * from proposal_voice where proposal = ? order by said, name", id)
                .map((row, context) -> new Voice(
                        row.getString("name"),
                        row.getBoolean("agrees"),
                        row.getString("remark"),
                        row.getString("origin"),
                        Instant.ofEpochMilli(row.getLong("said"))))
                .list();
    }

    @Override
    public void insertVoice(String proposal, Voice voice) {
        database.change(handle -> handle.execute(
                "insert into proposal_voice (proposal, name, agrees, remark, origin, said) values (?,?,?,?,?,?)",
                proposal,
                voice.user(),
                voice.agrees(),
                voice.comment(),
                voice.origin(),
                voice.at().toEpochMilli()));
    }

    @Override
    public boolean move(String proposal, Proposal.State from, Proposal.State to, Instant now) {
        Long ended = to == Proposal.State.DONE || to == Proposal.State.REFUSED ? now.toEpochMilli() : null;
        return database.change(handle -> handle.execute(
                        "update proposal set state = ?, ended = ? where id = ? and state = ?",
                        to.name(),
                        ended,
                        proposal,
                        from.name()))
                == 1;
    }
}
