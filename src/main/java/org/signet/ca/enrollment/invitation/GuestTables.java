package org.signet.ca.enrollment.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.enrollment.Invitations;
import org.signet.ca.enrollment.Invitations.Guest;
import org.signet.ca.enrollment.Invitations.Invited;
import org.signet.ca.enrollment.RegistrationDesk;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Printable;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Many invitations at once. Every row is judged before anything is sent; once released, each row and its mail are one unit of
 * work, so that a row is never half told, whichever node does it and whenever one dies.
 */
public final class GuestTables {
    public static final int MOST_ROWS = 5_000;
    public static final int MOST_OCTETS = 1 << 20;
    private static final int MOST_FILE_NAME = 100;
    /** So long a table with people's names in it is kept. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Reader reader;
    private final GuestTable.Store store;
    private final Function<GuestTable, Actor> sender;
    private final Invitations invitations;
    private final RegistrationDesk desk;

    /** Port: makes rows of a file; those that cannot be read say why. */
    public interface Reader {
        /** @return refused if the file is none of ours */
        Outcome<List<GuestRow>> read(String name, byte[] octets);
    }

    /** @param sender who sent a table, with the rights of today */
    public GuestTables(
            Reader reader, GuestTable.Store store, Function<GuestTable, Actor> sender, RegistrationDesk desk) {
        this.reader = reader;
        this.store = store;
        this.sender = sender;
        this.desk = desk;
        this.invitations = new Invitations(desk);
    }

    /**
     * A file that somebody sent.
     *
     * @param language of the mails: {@code en} or {@code de}
     */
    public record Draft(String file, byte[] octets, boolean pair, String language) {}

    /** A table with its rows. */
    public record Sheet(GuestTable table, List<GuestRow> rows) {
        public Sheet {
            rows = List.copyOf(rows);
        }

        public long count(GuestRow.State state) {
            return rows.stream().filter(row -> row.state() == state).count();
        }
    }

    /** Reads the file and judges each row; nobody is told yet. */
    public Outcome<GuestTable> draft(Draft draft, Actor actor) {
        if (!mayInvite(actor)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not invite people; ask an officer.");
        }
        if (draft.octets().length > MOST_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "The table has more than 1 MiB; split it.");
        }
        String file = Printable.of(draft.file(), MOST_FILE_NAME);
        return reader.read(file, draft.octets()).map(rows -> {
            Instant now = desk.clock().instant();
            String id = OneTimeSecret.token(desk.random()).text().substring(0, 22);
            GuestTable table = new GuestTable(
                    id, actor.name(), actor.origin(), draft.language(), draft.pair(), file, now, Optional.empty());
            List<GuestRow> judged = judged(rows, table, actor);
            desk.transactions().durable(() -> {
                store.deleteMadeBefore(now.minus(KEPT));
                store.insert(table, judged);
                return null;
            });
            return table;
        });
    }

    private List<GuestRow> judged(List<GuestRow> rows, GuestTable table, Actor actor) {
        Map<String, Integer> lines = new HashMap<>();
        return rows.stream()
                .map(row -> row.state() == GuestRow.State.READY ? judged(row, table, actor, lines) : row)
                .toList();
    }

    private GuestRow judged(GuestRow row, GuestTable table, Actor actor, Map<String, Integer> lines) {
        for (EmailAddress address : row.addresses()) {
            Integer before = lines.putIfAbsent(address.searchKey(), row.line());
            if (before != null) {
                return row.refused(new GuestRow.Trouble(
                        "twice",
                        before == row.line()
                                ? "The row names " + address + " twice."
                                : address + " stands in line " + before + " already."));
            }
        }
        Optional<Refusal> objection = invitations.objection(guest(row, table), actor);
        return objection.map(row::refused).orElseGet(() -> known(row));
    }

    private GuestRow known(GuestRow row) {
        return invitations
                .standing(row.addresses().get(0))
                .map(standing -> switch (standing) {
                    case CERTIFIED -> row.before("certified", "has a certificate that is in force");
                    case INVITED -> row.before("invited", "has an open invitation");
                    case WAITS -> row.before("waits", "asked for a certificate; the request waits for a decision");
                })
                .orElse(row);
    }

    private static Guest guest(GuestRow row, GuestTable table) {
        return new Guest(row.addresses(), row.name(), table.pair(), table.language());
    }

    public Outcome<Sheet> look(String id) {
        return store.find(id)
                .map(table -> Outcome.ok(new Sheet(table, store.rows(id))))
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.NOT_FOUND, "There is no such table any more; send the file again."));
    }

    /** From now on the rows that can be are invited. Only who made the table says so, once. */
    public Outcome<GuestTable> release(String id, Actor actor) {
        return desk.transactions().attempt(() -> {
            Sheet sheet = look(id).orThrow();
            demandDraft(sheet.table(), actor);
            store.release(id, desk.clock().instant());
            int rows = (int) sheet.count(GuestRow.State.READY);
            desk.audit().append(actor, new AuditEvent.InvitationsReleased(id, rows));
            return store.find(id).orElseThrow();
        });
    }

    /** Forgets a table that was not released. */
    public Outcome<GuestTable> discard(String id, Actor actor) {
        return desk.transactions().attempt(() -> {
            GuestTable table = look(id).orThrow().table();
            demandDraft(table, actor);
            store.delete(id);
            return table;
        });
    }

    private static void demandDraft(GuestTable table, Actor actor) {
        if (!table.by().equals(actor.name())) {
            throw new RefusedException(RefusalCode.NOT_ALLOWED, "Only who sent this table decides on it.");
        }
        if (table.released().isPresent()) {
            throw new RefusedException(RefusalCode.WRONG_STATE, "This table was released already.");
        }
    }

    /**
     * Invites people of released tables.
     *
     * @param most in one run; what is left waits for the next
     * @return how many rows were done
     */
    public int work(int most) {
        int done = 0;
        for (GuestTable table : store.released()) {
            Actor actor = sender.apply(table);
            if (!mayInvite(actor)) {
                done += desk.transactions().attempt(() -> stop(table)).orThrow();
                continue;
            }
            for (GuestRow row : store.ready(table.id(), most - done)) {
                // Where another node was quicker, the invitation is undone with the rest.
                done += desk.transactions()
                                .attempt(() -> conclude(row, table, actor))
                                .isOk()
                        ? 1
                        : 0;
            }
            if (done >= most) {
                return done;
            }
        }
        return done;
    }

    private static boolean mayInvite(Actor actor) {
        return actor.may(Permission.ISSUE_CERTIFICATE) && actor.may(Permission.DECIDE_REQUEST);
    }

    /** Whoever released it was let go meanwhile: what is left is refused, at once and for good. */
    private int stop(GuestTable table) {
        Refusal refusal = new Refusal(
                RefusalCode.NOT_ALLOWED,
                "Who released this table may not invite people any more; another officer can send the file again.");
        int stopped = 0;
        for (GuestRow row : store.ready(table.id(), MOST_ROWS)) {
            stopped += store.conclude(table.id(), row.refused(refusal)) ? 1 : 0;
        }
        desk.audit().append(Actor.system(), new AuditEvent.InvitationsStopped(table.id(), stopped));
        return stopped;
    }

    private GuestRow conclude(GuestRow row, GuestTable table, Actor actor) {
        GuestRow invited = invited(row, table, actor);
        if (!store.conclude(table.id(), invited)) {
            throw new RefusedException(RefusalCode.WRONG_STATE, "Somebody else was quicker.");
        }
        return invited;
    }

    /** Joins the caller's unit of work. */
    private GuestRow invited(GuestRow row, GuestTable table, Actor actor) {
        GuestRow now = known(row);
        if (now.state() != GuestRow.State.READY) {
            return now;
        }
        Outcome<Invited> outcome = invitations.invite(guest(row, table), actor);
        return outcome.fold(
                invited -> invited.before()
                        ? row.before("invited", "has an open invitation")
                        : row.sent(invited.enrollment().id()),
                row::refused);
    }
}
