package org.signet.edge.store.database;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.postgresql.ds.PGSimpleDataSource;
import org.signet.ca.audit.AuditEntry;
import org.signet.model.BaseUrl;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * A database of a PostgreSQL server, which several nodes may share.
 *
 * @param places host and port, or several of them, as the driver takes them
 * @param options what stands behind the question mark, without it
 * @param passwordFile a file whose first line is the password; without it the driver looks into {@code ~/.pgpass}
 * @param node what this node is called among those on the database
 */
public record PostgreSql(
        String places, String database, String user, String options, Optional<Path> passwordFile, String node)
        implements Engine {
    private static final Pattern URL =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^@/?:]+)(?<password>:[^@/?]*)?@)?"
                    + "(?<places>[A-Za-z0-9.,:\\[\\]_-]+)/(?<database>[A-Za-z0-9._-]+)(?:\\?(?<options>[^#\\s]*))?");
    private static final String DEFAULT_USER = "signet";
    /** Seconds in which an answer must come, so that a server that is cut off is noticed. */
    private static final int PATIENCE = 60;

    private static final int USUAL_CONNECTING = 10;
    private static final Pattern CONNECTING = Pattern.compile("(?:^|&)connectTimeout=([1-9][0-9]{0,3})(?:&|$)");

    /** A server that answers before a commit is on its disk would lose certificates that people have. */
    private static final String DURABLE = "select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') = 'off'";

    /** Reads {@code postgresql://USER@HOST:PORT/DATABASE?OPTIONS}. */
    public static Outcome<PostgreSql> parse(String url, Optional<Path> passwordFile, String node) {
        if (!node.matches(AuditEntry.Head.NAME)) {
            return refused("node is a name of at most 40 small letters, digits and hyphens, as \"ca-1\".");
        }
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return refused(
                    "\"" + url + "\" is not the URL of a PostgreSQL database; write postgresql://USER@HOST/DATABASE.");
        }
        if (parts.group("password") != null) {
            return refused(
                    "a URL is no place for a password: others read it. Write the password alone into a file of mode"
                            + " 0600 and name it as password_file.");
        }
        String options = Optional.ofNullable(parts.group("options")).orElse("");
        if (!options.contains("sslmode=") && !isHere(parts.group("places"))) {
            return refused(
                    "the way to " + parts.group("places") + " leads over a network. Add"
                            + " ?sslmode=verify-full&sslrootcert=FILE to the URL, so that nobody reads or changes what goes there.");
        }
        return Outcome.ok(new PostgreSql(
                parts.group("places"),
                parts.group("database"),
                Optional.ofNullable(parts.group("user")).orElse(DEFAULT_USER),
                options,
                passwordFile,
                node));
    }

    private static boolean isHere(String places) {
        return BaseUrl.isLoopback(places.replaceFirst(":[0-9]+$", "").replaceAll("[\\[\\]]", ""));
    }

    private static Outcome<PostgreSql> refused(String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, why);
    }

    private String jdbcUrl(int patience) {
        return "jdbc:postgresql://" + places + "/" + database + "?ApplicationName=Signet&reWriteBatchedInserts=true"
                + "&tcpKeepAlive=true&connectTimeout=" + USUAL_CONNECTING + "&socketTimeout=" + patience
                + (options.isEmpty() ? "" : "&" + options);
    }

    private String password() {
        if (passwordFile.isEmpty()) {
            return null;
        }
        try {
            return Files.readString(passwordFile.get()).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new Unavailable("cannot read the database's password from " + passwordFile.get(), e);
        }
    }

    /** Seconds for which whoever needs a connection waits until one is made: as many as the driver takes for it at most. */
    private int connecting() {
        Matcher given = CONNECTING.matcher(options);
        return given.find() ? Integer.parseInt(given.group(1)) : USUAL_CONNECTING;
    }

    @Override
    public HikariConfig connections() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl(PATIENCE));
        config.setUsername(user);
        config.setPassword(password());
        config.setConnectionInitSql(DURABLE);
        // Whatever the server's default: who waited for its turn must see what stands then, not what stood before.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(connecting()));
        return config;
    }

    @Override
    public DataSource schema(DataSource pool) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(0));
        source.setUser(user);
        source.setPassword(password());
        return source;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void claim(Handle handle, String what) {
        handle.select("select pg_advisory_xact_lock(hashtextextended(?, 0))", what)
                .mapTo(String.class)
                .list();
    }

    @Override
    public String chain() {
        return node;
    }

    @Override
    public int numbersAhead() {
        return 1;
    }

    @Override
    public boolean keepsRows() {
        return false;
    }

    @Override
    public String noHash() {
        return "'\\x" + "0".repeat(64) + "'::bytea";
    }

    /** Beginnings of words are found between two texts, which holds where texts are ordered by their octets. */
    @Override
    public void check(DataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_encoding_to_char(encoding), datcollate"
                        + " from pg_database where datname = current_database()")) {
            row.next();
            if (!row.getString(1).equals("UTF8") || !row.getString(2).matches("C(\\..*)?|POSIX")) {
                throw new Unavailable(
                        "The database " + database + " orders texts by " + row.getString(2) + " in " + row.getString(1)
                                + ". Make it anew, as its server's administrator: createdb --template=template0"
                                + " --encoding=UTF8 --locale=C --owner=" + user + " " + database,
                        null);
            }
        } catch (SQLException e) {
            throw new Unavailable(explain(e), e);
        }
    }

    @Override
    public Disk disk() {
        return Served.DISK;
    }

    @Override
    public String explain(Throwable failure) {
        return "The database " + database + " at " + places + " cannot be opened as " + user
                + ". Check that PostgreSQL runs there, knows that user and lets it in from here, and see [database] in"
                + " signet.toml. (" + Engine.root(failure).getMessage() + ")";
    }

    /** The server brings each commit to its disk before it answers. */
    private enum Served implements Disk {
        DISK;

        @Override
        public void demandRoom() {
            // The server says so itself.
        }

        @Override
        public void sync() {
            // It has.
        }

        @Override
        public long count() {
            return 0;
        }

        @Override
        public String trouble() {
            return "The database did not take a change; can PostgreSQL be reached, and has it room on its disk?";
        }
    }
}
