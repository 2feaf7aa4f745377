package org.signet.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Every measurement after the other, each in a process of its own, then the page of figures: what takes an hour and wants a machine that does nothing
 * else. With names only those.
 */
final class All {
    private static final String POSTGRESQL = "-Dsignet.database=postgresql";

    private All() {}

    /** @param options of the JVM */
    private record Run(Class<?> bench, List<String> options, List<String> arguments) {
        static Run of(Class<?> bench, String... arguments) {
            return new Run(bench, List.of(), List.of(arguments));
        }

        Run with(String... options) {
            return new Run(bench, List.of(options), arguments);
        }

        int end() throws Exception {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dsignet.bench=true"));
            line.addAll(options);
            line.addAll(List.of("-cp", System.getProperty("java.class.path"), bench.getName()));
            line.addAll(arguments);
            Instant begin = Instant.now();
            System.out.println("== " + bench.getSimpleName() + " " + arguments + " " + options);
            int result = new ProcessBuilder(line).inheritIO().start().waitFor();
            System.out.println("== " + (result == 0 ? "took " : "FAILED after ")
                    + Duration.between(begin, Instant.now()).toSeconds() + " s");
            return result;
        }
    }

    private static final List<Run> RUNS = List.of(
            Run.of(IssuanceBench.class),
            Run.of(HttpIssuanceBench.class),
            Run.of(HttpIssuanceBench.class).with(POSTGRESQL),
            Run.of(NodesBench.class).with(POSTGRESQL),
            Run.of(BulkBench.class).with("-Xmx256m"),
            Run.of(OcspBench.class),
            Run.of(OcspBench.class).with("-Dsignet.native=off"),
            Run.of(LdapBench.class, "100000"),
            Run.of(DirectoryBench.class, "10000", "100000", "1000000"),
            Run.of(DirectoryBench.class, "10000", "1000000", "10000000").with(POSTGRESQL),
            Run.of(CrlBench.class),
            Run.of(EngineBench.class, "1000", "5"),
            Run.of(MailBench.class),
            Run.of(StartBench.class));

    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(arguments);
        int failed = 0;
        for (Run run : RUNS) {
            if (wanted.isEmpty() || wanted.contains(run.bench().getSimpleName())) {
                failed += run.end() == 0 ? 0 : 1;
            }
        }
        PerformancePage.main(new String[0]);
        if (failed > 0) {
            throw new IllegalStateException(failed + " measurements failed");
        }
    }
}
