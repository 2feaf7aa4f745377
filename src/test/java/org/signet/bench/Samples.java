package org.signet.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Two things measured in turns, A B A B, so that both see the same machine; the median counts. */
final class Samples {
    private Samples() {}

    /** One measurement: how many a second, and CPU microseconds of this process for each. */
    record Rate(double perSecond, double cpuMicros) {
        @Override
        public String toString() {
            return "%,.0f/s, %.0f µs CPU each".formatted(perSecond, cpuMicros);
        }
    }

    /** Runs the work once and divides by how many things it did. */
    static Rate time(int count, Callable<?> work) throws Exception {
        var system = java.lang.management.ManagementFactory.getPlatformMXBean(
                com.sun.management.OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.call();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Rate(count / seconds, (system.getProcessCpuTime() - cpu) / 1e3 / count);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static Rate median(Rate... rates) {
        return new Rate(
                median(Arrays.stream(rates).mapToDouble(Rate::perSecond).toArray()),
                median(Arrays.stream(rates).mapToDouble(Rate::cpuMicros).toArray()));
    }
}
