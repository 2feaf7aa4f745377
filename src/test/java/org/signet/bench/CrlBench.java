package org.signet.bench;

import java.io.BufferedWriter;
import java.io.File;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.bench.Figure.Bar;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.edge.store.database.Database;

/**
 * CRLs of 10,000, 100,000 and 1,000,000 entries, the last in 256 MiB of heap: from the database to the published file, against
 * {@code openssl ca -gencrl} with as many entries in its index, in turns. Each size runs in a process of its own.
 */
final class CrlBench {
    private static final int ROUNDS = 5;
    private static final int BATCH = 10_000;
    private static final long FIRST_SERIAL_BITS = 120;

    private CrlBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            for (int count : new int[] {10_000, 100_000, 1_000_000}) {
                inItsOwnProcess(count);
            }
            return;
        }
        measure(Integer.parseInt(arguments[0]));
    }

    private static void inItsOwnProcess(int count) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        count < 1_000_000 ? "-Xmx1g" : "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrlBench.class.getName(),
                        Integer.toString(count))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process for " + count + " entries ended with an error");
        }
    }

    private static void measure(int count) throws Exception {
        System.out.printf(
                "%,d entries. Java %s, %s, at most %d MiB of heap%n",
                count,
                Runtime.version(),
                Providers.choices(),
                Runtime.getRuntime().maxMemory() >> 20);
        Path folder = TestCa.temporaryFolder();
        Path ca = TestCa.found(folder.resolve("ca"), KeyType.EC_P256, true, "http://localhost:8080");
        revoke(ca, count);
        Path index = openssl(folder, count);
        long[] ours = new long[ROUNDS];
        long[] theirs = new long[ROUNDS];
        HeapPeak heap = HeapPeak.watch();
        long size = 0;
        try (Signet signet = TestCa.open(ca)) {
            Issuer issuing = signet.hierarchy().find("issuing-1").orThrow();
            for (int round = 0; round < ROUNDS; round++) {
                System.gc();
                long begin = System.nanoTime();
                size = signet.crls().publish(issuing, TestCa.OPERATOR).orThrow().size();
                ours[round] = System.nanoTime() - begin;
                theirs[round] = generate(index);
            }
        }
        Figure.of(
                        "CRL",
                        "%,d entries, database to published file, against openssl ca -gencrl".formatted(count),
                        (double) median(theirs) / median(ours),
                        "× as fast",
                        count < 100_000 ? Bar.NONE : Bar.atLeast(1),
                        "%d ms against %d; %,d octets; at most %d of %d MiB of heap",
                        median(ours),
                        median(theirs),
                        size,
                        heap.mebibytes(),
                        Runtime.getRuntime().maxMemory() >> 20)
                .tell();
    }

    /** The highest use of the heap, looked at every few milliseconds: what is live and what waits to be collected. */
    private static final class HeapPeak {
        private volatile long peak;

        static HeapPeak watch() {
            HeapPeak heap = new HeapPeak();
            Thread watcher = new Thread(heap::look, "heap-peak");
            watcher.setDaemon(true);
            watcher.start();
            return heap;
        }

        private void look() {
            while (true) {
                Runtime runtime = Runtime.getRuntime();
                peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
                LockSupport.parkNanos(5_000_000);
            }
        }

        long mebibytes() {
            return peak >> 20;
        }
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1_000_000;
    }

    private static BigInteger serial(int i, Random random) {
        // Rising, as ours are, with random digits behind.
        return BigInteger.ONE
                .shiftLeft((int) FIRST_SERIAL_BITS)
                .add(BigInteger.valueOf(i).shiftLeft(72))
                .add(new BigInteger(64, random));
    }

    /** Straight into the table: a million revocations one by one would take longer than all that is measured. */
    private static void revoke(Path ca, int count) {
        Random random = new Random(5280);
        long now = Instant.now().toEpochMilli();
        try (Database database = Database.open(ca, "signet")) {
            for (int from = 0; from < count; from += BATCH) {
                int first = from;
                database.transactions()
                        .durable(() -> database.change(handle -> {
                            try (PreparedBatch batch = handle.prepareBatch(
                                    "insert into revocation (issuer_id, serial,"
                                            + " crl_shard, not_after, since, reason, change) values ('issuing-1',?,0,?,?,?,1)")) {
                                for (int i = first; i < first + BATCH; i++) {
                                    batch.add(
                                            "%040x".formatted(serial(i, random)),
                                            now + Duration.ofDays(300).toMillis(),
                                            now - i,
                                            i % 2 == 0 ? "superseded" : "keyCompromise");
                                }
                                return batch.execute();
                            }
                        }));
            }
            database.transactions()
                    .durable(() -> database.change(handle -> handle.execute("update crl_number set changes = 1")));
        }
    }

    private static Path openssl(Path folder, int count) throws Exception {
        Path home = Files.createDirectory(folder.resolve("openssl"));
        Random random = new Random(5280);
        try (BufferedWriter index = Files.newBufferedWriter(home.resolve("index.txt"))) {
            for (int i = 0; i < count; i++) {
                String serial = serial(i, random).toString(16).toUpperCase();
                index.write("R\t270901000000Z\t261101000000Z," + (i % 2 == 0 ? "superseded" : "keyCompromise") + "\t"
                        + (serial.length() % 2 == 0 ? "" : "0") + serial + "\tunknown\t/CN=person" + i + "\n");
            }
        }
        Files.writeString(home.resolve("crlnumber"), "01\n");
        Files.writeString(home.resolve("ca.cnf"), """
                [ca]
                default_ca = it
                [it]
                database = %1$s/index.txt
                crlnumber = %1$s/crlnumber
                certificate = %1$s/ca.pem
                private_key = %1$s/ca.key
                default_md = sha256
                default_crl_days = 10
                crl_extensions = crl
                unique_subject = no
                [crl]
                authorityKeyIdentifier = keyid
                """.formatted(home));
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=reference",
                "-keyout",
                home + "/ca.key",
                "-out",
                home + "/ca.pem");
        return home;
    }

    private static long generate(Path home) throws Exception {
        long begin = System.nanoTime();
        run("openssl", "ca", "-config", home + "/ca.cnf", "-gencrl", "-out", home + "/reference.crl");
        return System.nanoTime() - begin;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }
}
