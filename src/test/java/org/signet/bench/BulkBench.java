package org.signet.bench;

import java.io.BufferedWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.bulk.BulkIssuance;
import org.signet.app.bulk.BulkReport;
import org.signet.app.bulk.PeopleFile;
import org.signet.bench.Figure.Bar;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.model.KeyUse;

/**
 * A table of 10,000 new people with a P-256 request each, to certificates in files: everything that {@code issue --bulk} does.
 * The heap is what is live after a full collection at the end of each table; run it with {@code -Xmx128m} to see that it is flat.
 */
final class BulkBench {
    private static final int ROUNDS = 5;
    private static final int COUNT = 10_000;

    private final Path folder;
    private final List<Path> requests;
    private int people;

    private BulkBench(Path folder) throws Exception {
        this.folder = folder;
        List<byte[]> made = Requests.make(ROUNDS * COUNT + COUNT);
        Path csrs = Files.createDirectory(folder.resolve("csr"));
        this.requests = IntStream.range(0, made.size())
                .mapToObj(i -> write(csrs.resolve(i + ".csr"), made.get(i)))
                .toList();
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("Java " + Runtime.version() + ", " + Providers.choices() + ", at most "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of heap");
        Path folder = TestCa.temporaryFolder();
        BulkBench bench = new BulkBench(folder);
        try (Signet signet =
                TestCa.open(TestCa.found(folder.resolve("ca"), KeyType.EC_P256, true, "http://localhost:8080"))) {
            bench.round(signet, COUNT / 2);
            Samples.Rate[] rates = new Samples.Rate[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long syncs = signet.syncs();
                rates[round] = bench.round(signet, COUNT);
                System.out.printf(
                        "%s, %.3f syncs a row, live heap then %d MiB%n",
                        rates[round], (double) (signet.syncs() - syncs) / COUNT, live() >> 20);
            }
            Figure.of(
                            "Issuance",
                            "bulk, tables of 10,000 new people, files to files",
                            Samples.median(rates).perSecond(),
                            "rows/s",
                            Bar.atLeast(1_900),
                            "%s; XiPKI's best is 1,900/s; live heap then %d MiB",
                            Samples.median(rates),
                            live() >> 20)
                    .tell();
            System.out.println("again, all issued before       " + bench.again(signet));
        }
    }

    /** What is live after a full collection. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private Samples.Rate round(Signet signet, int count) throws Exception {
        int first = people;
        people += count;
        return run(signet, table(first, count), count);
    }

    private Samples.Rate again(Signet signet) throws Exception {
        return run(signet, table(people - COUNT, COUNT), COUNT);
    }

    private Path table(int first, int count) throws Exception {
        Path table = folder.resolve("people.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(table)) {
            csv.write("email,name,csr\r\n");
            for (int i = first; i < first + count; i++) {
                csv.write("person%d@example.com,\"Person, %d\",%s\r\n"
                        .formatted(i, i, requests.get(i).toAbsolutePath()));
            }
        }
        return table;
    }

    private Samples.Rate run(Signet signet, Path table, int count) throws Exception {
        return Samples.time(count, () -> {
            PeopleFile file = PeopleFile.open(table).orThrow();
            BulkReport report = new BulkIssuance(
                            signet.operatorIssuance(),
                            signet.invitations(),
                            signet.profiles(),
                            new BulkIssuance.Settings(
                                    Optional.of(folder.resolve("out")),
                                    signet.profiles().find(Profiles.DEFAULT).orThrow(),
                                    KeyUse.BOTH,
                                    "en",
                                    TestCa.OPERATOR))
                    .run(file, done -> {});
            if (!report.refused().isEmpty()) {
                throw new IllegalStateException(report.refused().get(0).toString());
            }
            return report;
        });
    }
}
