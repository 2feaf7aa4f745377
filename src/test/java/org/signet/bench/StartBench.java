package org.signet.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.signet.app.TestCa;
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
            process.destroy();
            process.waitFor();
        }
        System.out.printf("serve starts in     %.2f s  (bar 2 s)%n", Samples.median(seconds));
        System.out.printf("resident set then   %.0f MiB%n", Samples.median(resident));
    }

    private static double residentMebibytes(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
