package org.signet.app.bulk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.app.bulk.PeopleFile.Column;
import org.signet.app.bulk.PeopleFile.Row;
import org.signet.ca.enrollment.Invitations;
import org.signet.ca.enrollment.invitation.GuestRow;
import org.signet.ca.enrollment.invitation.GuestRow.Trouble;
import org.signet.ca.enrollment.invitation.GuestTables;
import org.signet.ca.profile.Profiles;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** The table of {@code signet issue --bulk}, as far as it is of people who are invited: those who make their keys themselves. */
public record GuestFile(Profiles profiles) implements GuestTables.Reader {
    private static final int SHOWN = 300;

    @Override
    public Outcome<List<GuestRow>> read(String name, byte[] octets) {
        return PeopleFile.of(name, octets).then(this::rows);
    }

    private Outcome<List<GuestRow>> rows(PeopleFile people) {
        if (people.rows() == 0 || people.rows() > GuestTables.MOST_ROWS) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "A table of people to invite has 1 to " + GuestTables.MOST_ROWS + " rows; this one has "
                            + people.rows() + ".");
        }
        PeopleRow.Rest rest = new PeopleRow.Rest(
                Path.of("."), profiles, profiles.find(Profiles.DEFAULT).orThrow(), KeyUse.BOTH);
        List<GuestRow> rows = new ArrayList<>();
        people.forEach(row -> rows.add(row(rows.size(), row, rest)));
        return Outcome.ok(rows);
    }

    private static GuestRow row(int position, Row row, PeopleRow.Rest rest) {
        if (row.cell(Column.CSR) != null) {
            return unread(
                    position,
                    row,
                    new Trouble("csr", "Who is invited makes the key; a row with a csr is for `signet issue --bulk`."));
        }
        return PeopleRow.parse(row, rest)
                .fold(
                        person -> person.addresses().size() <= Invitations.MOST_ADDRESSES
                                ? GuestRow.ready(position, row.line(), person.addresses(), person.name())
                                : unread(
                                        position,
                                        row,
                                        new Trouble(
                                                "mailboxes",
                                                "A certificate names at most " + Invitations.MOST_ADDRESSES
                                                        + " mailboxes.")),
                        refusal -> unread(position, row, trouble(row, refusal)));
    }

    /** What is wrong with the row as a whole has a name of its own. */
    private static Trouble trouble(Row row, Refusal refusal) {
        boolean whole = refusal.code() == RefusalCode.BAD_INPUT;
        String code = row.objection().isPresent() ? "cells" : "columns";
        return whole ? new Trouble(code, refusal.detail()) : Trouble.of(refusal);
    }

    private static GuestRow unread(int position, Row row, Trouble trouble) {
        String address =
                Printable.of(Optional.ofNullable(row.cell(Column.EMAIL)).orElse(""), SHOWN);
        return GuestRow.unread(position, row.line(), address, trouble);
    }
}
