package org.signet.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.signet.app.TestCa;
import org.signet.bench.Figure.Bar;
import org.signet.crypto.policy.KeyType;

/** From {@code java -jar signet.jar serve} on an existing folder to the line that says it serves; and its memory then. */
final class StartBench {
    private static final int ROUNDS = 7;

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of("target", "signet.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("package first: mvn -q -DskipTests package");
        }
        Path ca =
                TestCa.found(TestCa.temporaryFolder().resolve("ca"), KeyType.RSA_4096, true, "http://localhost:18080");
        double[] seconds = new double[ROUNDS];
        double[] resident = new double[ROUNDS];
        double[] live = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            jar.toString(),
                            "serve",
                            "--data",
                            ca.toString()))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()));
            String line = output.readLine();
            while (line != null && !line.startsWith("Stop it with")) {
                line = output.readLine();
            }
            seconds[round] = (System.nanoTime() - start) / 1e9;
            resident[round] = residentMebibytes(process.pid());
            live[round] = liveMebibytes(process.pid());
            process.destroy();
            process.waitFor();
        }
        Figure.of(
                        "Process",
                        "serve on an existing folder, to the line that says it serves",
                        Samples.median(seconds),
                        "s",
                        Bar.atMost(2),
                        "RSA 4096; median of %d",
                        ROUNDS)
                .tell();
        Figure.of(
                        "Process",
                        "live heap then, after a full collection",
                        Samples.median(live),
                        "MiB",
                        Bar.atMost(100),
                        "resident set %.0f MiB",
                        Samples.median(resident))
                .tell();
    }

    /** By the JDK's own histogram, which collects first. */
    private static double liveMebibytes(long pid) throws Exception {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .start();
        try (BufferedReader lines = histogram.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+")[2]) / (1 << 20))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static double residentMebibytes(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
