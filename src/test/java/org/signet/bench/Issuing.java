package org.signet.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Order;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;

/** Threads that issue certificates of the same person, durable and audited, as many as they can. */
final class Issuing implements AutoCloseable {
    private final Signet signet;
    private final int threads;
    private final ExecutorService pool;
    private final List<byte[]> requests = Requests.make(500);
    private final long person;

    Issuing(Signet signet, int threads) {
        this.signet = signet;
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads);
        String mailbox = "node" + ProcessHandle.current().pid() + "@example.com";
        this.person = signet.transactions()
                .durable(() -> signet.people()
                        .vouchedFor(
                                List.of(EmailAddress.parse(mailbox).orThrow()),
                                Optional.of(PersonName.parse("Ada").orThrow()),
                                TestCa.OPERATOR)
                        .orThrow()
                        .id());
    }

    /** Certificates a second. */
    double rate(long nanos) throws Exception {
        long begin = System.nanoTime();
        List<Future<Integer>> all = IntStream.range(0, threads)
                .mapToObj(thread -> pool.submit(() -> issue(thread, begin + nanos)))
                .toList();
        int count = 0;
        for (Future<Integer> each : all) {
            count += each.get();
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }

    private int issue(int thread, long end) {
        int count = 0;
        while (System.nanoTime() < end) {
            CertificateRequest request = CertificateRequest.parse(requests.get((thread + count) % requests.size()))
                    .orThrow();
            Order order = new Order(
                    person,
                    PersonName.ofDisplay("Ada"),
                    List.of(EmailAddress.parse("ada@example.com").orThrow()),
                    signet.profiles().find(Profiles.DEFAULT).orThrow(),
                    KeyUse.BOTH,
                    request);
            signet.authority().issue(order, TestCa.OPERATOR, done -> {}).orThrow();
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
