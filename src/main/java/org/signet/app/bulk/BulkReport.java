package org.signet.app.bulk;

import java.util.List;
import org.signet.model.Refusal;

/**
 * What came of a table of people.
 *
 * @param issued certificates that were issued now
 * @param issuedBefore rows whose certificate was there already
 * @param invited people who were mailed an invitation now
 * @param invitedBefore rows whose invitation is open, or led to a certificate
 * @param refused in the order of the table
 */
public record BulkReport(
        int rows, int issued, int issuedBefore, int invited, int invitedBefore, List<RefusedRow> refused) {
    public BulkReport {
        refused = List.copyOf(refused);
    }

    /**
     * A row that was refused.
     *
     * @param line of the file in which the row begins
     * @param email the cell, on one line
     * @param code {@code foreign-domain} and so on
     * @param detail what was refused and what to do, on one line
     */
    public record RefusedRow(int line, String email, String code, String detail) {
        static RefusedRow of(PeopleFile.Row row, Refusal refusal) {
            String email = row.cell(PeopleFile.Column.EMAIL);
            return new RefusedRow(
                    row.line(),
                    email == null ? "" : PeopleFile.printable(email),
                    refusal.code().text(),
                    PeopleFile.printable(refusal.detail()));
        }
    }
}
