package org.signet.edge.store.control;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.signet.ca.access.control.RuleStore;
import org.signet.edge.store.database.Database;

/** The rules of issuance that were agreed on, in SQL. */
public final class SqlRules implements RuleStore {
    private final Database database;

    public SqlRules(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> all() {
        return read("");
    }

    @Override
    public Map<String, String> find(Collection<String> names) {
        return names.isEmpty()
                ? Map.of()
                : read(
                        " where name in (" + String.join(",", Collections.nCopies(names.size(), "?")) + ")",
                        names.toArray());
    }

    private Map<String, String> read(String which, Object... names) {
        return database.with(handle -> {
            Map<String, String> rules = new HashMap<>();
            handle.select("select name, content from agreed_rule" + which, names)
                    .map((row, context) -> rules.put(row.getString(1), row.getString(2)))
                    .list();
            return rules;
        });
    }

    @Override
    public void put(String name, String rule) {
        database.change(handle -> {
            handle.execute("delete from agreed_rule where name = ?", name);
            return handle.execute("insert into agreed_rule (name, content) values (?,?)", name, rule);
        });
    }
}
