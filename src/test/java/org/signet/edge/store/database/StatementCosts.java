package org.signet.edge.store.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What each statement read that PostgreSQL ran in a database, by the plans that it writes into its log (auto_explain). */
public final class StatementCosts {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What costs little while tables are small is not chosen: only what has no index to go by reads a table whole. */
    private static final List<String> AS_IF_LARGE = List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin");

    private final Connection database;
    private final Set<String> tables;

    /**
     * Has plans written from now on.
     *
     * @param tables of which is told what was read
     */
    public StatementCosts(Connection database, Set<String> tables) throws SQLException {
        this.database = database;
        this.tables = tables;
        set("auto_explain.log_analyze = on");
        set("auto_explain.log_timing = off");
        set("auto_explain.log_format = json");
        // All of it stays in the file that is read at the end, however much others wrote before.
        set("log_rotation_size = 0");
        set("auto_explain.log_min_duration = 0");
        for (String way : AS_IF_LARGE) {
            set(way + " = off");
        }
        run("select pg_reload_conf()");
    }

    private void set(String setting) throws SQLException {
        Postgres.run("alter system set " + setting);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The most rows that a statement read of a table in one run of it, by the statement's text with the table's name before it. Ends the writing. */
    public Map<String, Long> end() throws SQLException {
        set("auto_explain.log_min_duration = -1");
        for (String way : AS_IF_LARGE) {
            set(way + " = on");
        }
        run("select pg_reload_conf()");
        String name = one("select current_database()");
        Map<String, Long> costs = new TreeMap<>();
        for (String line :
                one("select pg_read_file(pg_current_logfile('jsonlog'))").split("\n")) {
            JsonNode entry = parsed(line);
            String message = entry.path("message").asText();
            int plan = message.indexOf("plan:\n");
            if (plan > 0 && entry.path("dbname").asText().equals(name)) {
                JsonNode query = parsed(message.substring(plan + "plan:\n".length()));
                Map<String, Long> read = new TreeMap<>();
                add(query.path("Plan"), read);
                String text = query.path("Query Text").asText().replaceAll("(\\$[0-9]+, ?)+", "...");
                read.forEach((table, rows) -> costs.merge(table + ": " + text, rows, Math::max));
            }
        }
        return costs;
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** Rows that were found, and those that were looked at in vain. */
    private void add(JsonNode node, Map<String, Long> read) {
        String table = node.path("Relation Name").asText();
        if (tables.contains(table) && node.path("Node Type").asText().contains("Scan")) {
            double each = node.path("Actual Rows").asDouble()
                    + node.path("Rows Removed by Filter").asDouble()
                    + node.path("Rows Removed by Index Recheck").asDouble();
            read.merge(table, Math.round(each * node.path("Actual Loops").asDouble()), Long::sum);
        }
        node.path("Plans").forEach(below -> add(below, read));
    }
}
