package org.signet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.bench.Figure.Bar;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.database.ChosenDatabase;

/**
 * Durable, audited issuance by one node and by two on one PostgreSQL, in turns: {@code -Dsignet.database=postgresql}. Each node is a process of its own. Since
 * they share the machine with the database, each may use a small part of one processor only (a control group of Linux, for which the bench needs
 * the rights of root); so the database is not the limit.
 */
final class NodesBench {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 12;
    private static final int THREADS = 16;
    /** Percent of one processor. */
    private static final int SHARE = 30;

    private final Path folder;
    private final List<String> urls = new ArrayList<>();

    private NodesBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            node(Path.of(arguments[0]));
            return;
        }
        if (!ChosenDatabase.isPostgreSql()) {
            throw new IllegalStateException("two nodes need PostgreSQL: -Dsignet.database=postgresql");
        }
        new NodesBench(TestCa.temporaryFolder()).run();
    }

    private void run() throws Exception {
        Path first = TestCa.found(folder.resolve("one"), KeyType.EC_P256, true, "http://localhost:8080");
        Path second = folder.resolve("two");
        copy(first, second);
        TestCa.configure(second, text -> text.replace("[database]", "[database]\nnode = \"two\""));
        double[] alone = new double[ROUNDS];
        double[] both = new double[ROUNDS];
        try (Node a = new Node("one", first);
                Node b = new Node("two", second)) {
            together(a, b);
            for (int round = 0; round < ROUNDS; round++) {
                alone[round] = together(a);
                both[round] = together(a, b);
            }
        }
        double ratio = Samples.median(both) / Samples.median(alone);
        Figure.of(
                        "Issuance",
                        "two nodes on one PostgreSQL against one, each with %d %% of a processor".formatted(SHARE),
                        ratio,
                        "×",
                        Bar.atLeast(1.6),
                        "%,.0f/s against %,.0f/s, durable and audited, %d threads each",
                        Samples.median(both),
                        Samples.median(alone),
                        THREADS)
                .tell();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Certificates a second of those nodes together. */
    private static double together(Node... nodes) throws Exception {
        for (Node node : nodes) {
            node.begin();
        }
        double sum = 0;
        for (Node node : nodes) {
            sum += node.rate();
        }
        return sum;
    }

    /** A process that issues for some seconds each time it reads a line, and tells how many a second. */
    private static final class Node implements AutoCloseable {
        private final CpuShare share;
        private final Process process;
        private final BufferedReader answers;

        Node(String name, Path folder) throws Exception {
            share = CpuShare.of(name, SHARE);
            process = share.start(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    NodesBench.class.getName(),
                    folder.toString()));
            answers = process.inputReader();
            if (!"ready".equals(answers.readLine())) {
                throw new IllegalStateException("a node did not start");
            }
        }

        void begin() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        double rate() throws IOException {
            return Double.parseDouble(answers.readLine());
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.onExit().join();
            share.close();
        }
    }

    private static void node(Path folder) throws Exception {
        try (Signet signet = TestCa.open(folder);
                Issuing issuing = new Issuing(signet, THREADS)) {
            System.out.println("ready");
            while (System.in.read() >= 0) {
                System.out.println(issuing.rate(TimeUnit.SECONDS.toNanos(SECONDS)));
            }
        }
    }
}
