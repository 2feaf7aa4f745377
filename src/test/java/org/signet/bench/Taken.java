package org.signet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a command took.
 *
 * @param wall seconds
 * @param peak the largest resident set in KiB
 */
record Taken(double wall, long peak) {

    /** MiB. */
    static long peak(List<Taken> all) {
        return all.stream().mapToLong(Taken::peak).max().orElse(0) >> 10;
    }

    static double median(List<Taken> all) {
        return Samples.median(all.stream().mapToDouble(Taken::wall).toArray());
    }

    /** Runs it in that folder, where it may have what it needs, with a heap of 64 MiB if it is ours. */
    static Taken by(List<String> line, Path folder) throws Exception {
        long begun = System.nanoTime();
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx64m");
        Process process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long peak = 0;
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(status));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(line + ": " + Files.readString(log));
        }
        return new Taken((System.nanoTime() - begun) / 1e9, peak);
    }

    /** KiB. */
    private static long peak(Path status) {
        try {
            return Files.readString(status)
                    .lines()
                    .filter(text -> text.startsWith("VmHWM:"))
                    .map(text -> text.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException ended) {
            return 0;
        }
    }
}
