package org.signet.edge.store.control;

import java.util.Collection;
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
        return database.with(handle -> {
            Map<String, String> rules = new HashMap<>();
            handle.createQuery("select name, content from agreed_rule")
                    .map((row, context) -> rules.put(row.getString(1), row.getString(2)))
                    .list();
            return rules;
        });
    }

    @Override
    public Map<String, String> find(Collection<String> names) {
        return database.with(handle -> {
            Map<String, String> rules = new HashMap<>();
            for (String name : names) {
                handle.select("select content from agreed_rule where name = ?", name)
                        .mapTo(String.class)
                        .findOne()
                        .ifPresent(rule -> rules.put(name, rule));
            }
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
