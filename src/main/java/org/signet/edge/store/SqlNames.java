package org.signet.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.signet.model.PersonName;

/** The columns of a person's name: {@code name}, {@code given_name}, {@code surname}, {@code pseudonym}. */
final class SqlNames {
    private SqlNames() {}

    static PersonName name(ResultSet row) throws SQLException {
        String text = row.getString("name");
        Optional<String> given = Optional.ofNullable(row.getString("given_name"));
        Optional<String> surname = Optional.ofNullable(row.getString("surname"));
        Optional<String> pseudonym = Optional.ofNullable(row.getString("pseudonym"));
        return given.isEmpty() && surname.isEmpty() && pseudonym.isEmpty()
                ? PersonName.ofDisplay(text)
                : new PersonName(text, given, surname, pseudonym);
    }
}
