package org.signet.edge.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.edge.store.SqlMailQueue;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Unavailable;

class DatabaseTest {
    private static final Mail MAIL = new Mail(new EmailAddress("ada", "example.com"), "Hello", "text");

    @TempDir
    Path folder;

    private void fill() {
        try (Database database = Database.open(folder, "test")) {
            SqlMailQueue queue = new SqlMailQueue(database);
            database.transactions().durable(() -> {
                queue.enqueue(MAIL, Instant.EPOCH);
                return null;
            });
        }
    }

    @Test
    void aRestartFindsEverythingAndTheSchemaDoesNotChange() {
        fill();
        List<Map<String, Object>> before = columns();
        assertThat(before).isNotEmpty();
        assertThat(columns()).isEqualTo(before);
        try (Database database = Database.open(folder, "test")) {
            assertThat(new SqlMailQueue(database).latest(10))
                    .singleElement()
                    .satisfies(queued -> assertThat(queued.mail()).isEqualTo(MAIL));
            database.ping();
        }
    }

    /** As a killed process leaves it. H2 2.5.250 and 2.5.252 noted the newest commit's place one commit too late, and lost up to twenty. */
    @Test
    void whatWasCommittedIsFoundInTheFileAtOnce() throws IOException {
        for (int round = 0; round < 3; round++) {
            // Closed each time, so that room within the file is free.
            try (Database database = Database.open(folder, "test")) {
                for (int i = 0; i < 4; i++) {
                    run(
                            database,
                            "insert into mail_queue (recipient, subject, body, queued, next_try) select 'ada@example.com', 'x',"
                                    + " repeat('y', 19000), 1, 1 from system_range(1, 20)");
                    run(database, "delete from mail_queue where mod(id, 2) = 0");
                    try (Database copy = copied(round * 10 + i)) {
                        assertThat(count(copy)).as("after commit " + i).isEqualTo(count(database));
                    }
                }
            }
        }
    }

    private static void run(Database database, String sql) {
        database.transactions().durable(() -> database.change(handle -> handle.execute(sql)));
    }

    private static long count(Database database) {
        return database.with(handle -> handle.createQuery("select count(*) from mail_queue")
                .mapTo(long.class)
                .one());
    }

    /** What a new process would find. */
    private Database copied(int number) throws IOException {
        Path other = Files.createDirectory(folder.resolve("copy" + number));
        Files.copy(folder.resolve("test.mv.db"), other.resolve("test.mv.db"));
        return Database.open(other, "test");
    }

    @Test
    void whatARefusedStatementHoldsIsWrittenNowhere() throws IOException {
        try (Database database = Database.open(folder, "test")) {
            SqlMailQueue queue = new SqlMailQueue(database);
            Mail tooLong = new Mail(MAIL.to(), "s".repeat(10_000), "a secret");
            assertThatThrownBy(() -> database.transactions().durable(() -> {
                        queue.enqueue(tooLong, Instant.EPOCH);
                        return null;
                    }))
                    .isInstanceOf(RuntimeException.class);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".trace.db"));
        }
    }

    private List<Map<String, Object>> columns() {
        try (Database database = Database.open(folder, "test")) {
            return database.with(handle -> handle.select("select table_name, column_name, data_type,"
                            + " character_maximum_length, is_nullable from information_schema.columns"
                            + " where table_schema = 'public' order by table_name, ordinal_position")
                    .mapToMap()
                    .list());
        }
    }

    @Test
    void theFolderBecomesItsOwnersAlone() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        fill();
        Path file = folder.resolve("test.mv.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        fill();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as("of a folder that was made before")
                .isEqualTo("rw-------");
    }

    @Test
    void itListensOnLoopbackOnlyAndDemandsTheSecretOfTheFolder() throws Exception {
        try (Database database = Database.open(folder, "test")) {
            database.ping();
            Properties lock = new Properties();
            try (var in = Files.newInputStream(folder.resolve("test.lock.db"))) {
                lock.load(in);
            }
            String server = lock.getProperty("server");
            assertThat(server).startsWith("localhost:");
            int port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
            String others = Files.readString(Path.of("/proc/net/tcp")) + Files.readString(Path.of("/proc/net/tcp6"));
            String hexPort = ":%04X".formatted(port);
            assertThat(others.lines().filter(line -> line.contains(hexPort + " ") && line.contains(" 0A ")))
                    .as("listening sockets of that port")
                    .isNotEmpty()
                    .allMatch(line -> line.contains(" 0100007F" + hexPort)
                            || line.contains("0000000000000000FFFF00000100007F" + hexPort));
            for (String name : List.of("test", folder.resolve("test").toString(), "guess", "mem:x")) {
                assertThatThrownBy(() -> DriverManager.getConnection(
                                        "jdbc:h2:tcp://127.0.0.1:" + port + "/" + name, "signet", "")
                                .close())
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void aForeignLockIsNamed() throws Exception {
        fill();
        Process holder = Child.start(Holder.class, folder.resolve("test").toString());
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            assertThatThrownBy(() -> Database.open(folder, "test"))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("The database in " + folder
                            + " is locked by another program, which may be \"signet serve\"; end it and try again.");
        } finally {
            holder.destroyForcibly();
            assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        Database.open(folder, "test").close();
    }

    /** Opens the database for itself alone. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            String url = "jdbc:h2:file:" + arguments[0] + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
            try (var connection = DriverManager.getConnection(url, "signet", "")) {
                System.out.println(connection.isValid(1) ? "held" : "not held");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void aDamagedFileIsCalledDamaged() throws IOException {
        fill();
        Path file = folder.resolve("test.mv.db");
        byte[] good = Files.readAllBytes(file);
        byte[] wiped = good.clone();
        Arrays.fill(wiped, 0, 8192, (byte) 7);
        for (byte[] bad : List.of(wiped, Arrays.copyOf(good, 3000), new byte[good.length])) {
            Files.write(file, bad);
            assertThatThrownBy(() -> Database.open(folder, "test"))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("restore the newest backup")
                    .hasMessageNotContaining("pool");
        }
        Files.write(file, good);
        Database.open(folder, "test").close();
    }

    @Test
    void aFolderThatIsNotOursToWriteIsSaidSo() throws Exception {
        fill();
        try {
            seal(folder, "+i", "r-x------");
            assumeThat(Files.isWritable(folder))
                    .as("can be written in spite of all")
                    .isFalse();
            assertNotWritable(folder);
        } finally {
            seal(folder, "-i", "rwx------");
        }
        Path file = folder.resolve("test.mv.db");
        try {
            seal(file, "+i", "r--------");
            assertNotWritable(folder);
        } finally {
            seal(file, "-i", "rw-------");
        }
        assertNotWritable(folder.resolve("missing"));
    }

    private static void assertNotWritable(Path where) {
        assertThatThrownBy(() -> Database.open(where, "test"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("cannot be written by this user");
    }

    /** Root writes whatever the mode says, but not what the file system calls immutable. */
    private static void seal(Path path, String attribute, String mode) throws Exception {
        if (attribute.equals("+i")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
        try {
            new ProcessBuilder("chattr", attribute, path.toString())
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            assumeThat(System.getProperty("user.name")).as("no chattr here").isNotEqualTo("root");
        }
        if (attribute.equals("-i")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }
}
