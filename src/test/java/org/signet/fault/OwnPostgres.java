package org.signet.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.signet.app.TestCa;
import org.signet.interop.Packaged;

/**
 * A PostgreSQL server that may be killed and started again. By default it answers before a commit is on the disk, as some are set up to be quick.
 */
final class OwnPostgres implements AutoCloseable {
    private final Path data = TestCa.temporaryFolder().toAbsolutePath().resolve("postgresql");
    private final int port = Packaged.freePort();
    private EmbeddedPostgres server;

    OwnPostgres() {
        start();
        query("create database signet template template0");
    }

    void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("encoding", "UTF8")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to it and to all that works for it. */
    void kill() {
        try {
            long process = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            ProcessHandle.of(process).ifPresent(postmaster -> {
                var workers = postmaster.descendants().toList();
                postmaster.destroyForcibly();
                workers.forEach(ProcessHandle::destroyForcibly);
                postmaster.onExit().join();
            });
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String url(int through) {
        return "postgresql://postgres@localhost:" + through + "/signet";
    }

    /** The first column of the first row, as text; empty if there is none. */
    String query(String sql) {
        String place = "jdbc:postgresql://localhost:" + port + (sql.startsWith("create") ? "/postgres" : "/signet");
        try (Connection connection = DriverManager.getConnection(place, "postgres", "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
