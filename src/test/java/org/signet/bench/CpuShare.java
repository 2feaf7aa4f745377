package org.signet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Part of a processor's time for a process, by a control group of Linux (version 1 or 2). */
record CpuShare(Path folder) implements AutoCloseable {
    private static final int PERIOD_MICROS = 20_000;

    /** @param percent of one processor */
    static CpuShare of(String name, int percent) throws IOException {
        Path root = Path.of("/sys/fs/cgroup");
        boolean isFirstVersion = Files.isDirectory(root.resolve("cpu"));
        Path group = (isFirstVersion ? root.resolve("cpu") : root).resolve("signet-bench-" + name);
        Files.createDirectories(group);
        int quota = PERIOD_MICROS * percent / 100;
        if (isFirstVersion) {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
        } else {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        }
        return new CpuShare(group);
    }

    /** Starts a program within it; its errors are this process's. */
    Process start(List<String> command) throws IOException {
        List<String> line =
                new ArrayList<>(List.of("sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", folder.toString()));
        line.addAll(command);
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
