package org.signet.ca.enrollment.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table of people to invite.
 *
 * @param by who made it, and alone releases it
 * @param origin the IP address they did it from
 * @param language of the mails
 * @param pair whether two keys are wanted of each
 * @param file its name, as they call it
 * @param released since when its rows are worked on
 */
public record GuestTable(
        String id,
        String by,
        String origin,
        String language,
        boolean pair,
        String file,
        Instant made,
        Optional<Instant> released) {

    /** Port: tables and their rows. */
    public interface Store {
        void insert(GuestTable table, List<GuestRow> rows);

        Optional<GuestTable> find(String id);

        /** In the order of the file. */
        List<GuestRow> rows(String table);

        void release(String table, Instant now);

        /** Released tables with rows that are to be invited. */
        List<GuestTable> released();

        /** Rows of it that are to be invited, in the order of the file. */
        List<GuestRow> ready(String table, int limit);

        /** False if it does not stand to be invited any more. */
        boolean conclude(String table, GuestRow row);

        void delete(String table);

        void deleteMadeBefore(Instant moment);
    }
}
