package org.signet.bench;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.bench.Figure.Bar;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Order;
import org.signet.ca.authority.Prepared;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;

/**
 * Issuance in process, P-256: request check, profile, lint, signature and encoding, against the crypto floor, which is one
 * verification (the request's) and one signature (ours).
 */
final class IssuanceBench {
    private static final int ROUNDS = 7;
    private static final int COUNT = 4_000;

    private IssuanceBench() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("Java " + Runtime.version() + ", " + Providers.choices());
        try (Signet signet = TestCa.open(TestCa.found(TestCa.temporaryFolder(), KeyType.EC_P256, true))) {
            inProcess(signet);
            durable(signet);
        }
    }

    private static void inProcess(Signet signet) throws Exception {
        List<byte[]> requests = Requests.make(200);
        KeyPair pair = Providers.generate(KeyType.EC_P256, TestCa.RANDOM);
        byte[] message = new byte[900];
        byte[] signature = Providers.sign(SignatureScheme.ECDSA_SHA256, pair.getPrivate(), message);
        Issuer issuer = signet.authority().issuing(Instant.now()).orThrow();
        Samples.Rate[] floor = new Samples.Rate[ROUNDS];
        Samples.Rate[] ours = new Samples.Rate[ROUNDS];
        for (int warm = 0; warm < 3; warm++) {
            floor(pair.getPublic(), pair.getPrivate(), message, signature);
            issue(signet, issuer, requests);
        }
        for (int round = 0; round < ROUNDS; round++) {
            floor[round] = Samples.time(COUNT, () -> floor(pair.getPublic(), pair.getPrivate(), message, signature));
            ours[round] = Samples.time(COUNT, () -> issue(signet, issuer, requests));
        }
        Samples.Rate a = Samples.median(floor);
        Samples.Rate b = Samples.median(ours);
        Figure.of(
                        "Issuance",
                        "in process, against the crypto floor",
                        b.perSecond() / a.perSecond(),
                        "×",
                        Bar.atLeast(0.4),
                        "request check, profile, lint, signature, encoding %,.0f/s; one verification and one signature %,.0f/s",
                        b.perSecond(),
                        a.perSecond())
                .tell();
    }

    private static Void floor(PublicKey publicKey, PrivateKey privateKey, byte[] message, byte[] signature) {
        for (int i = 0; i < COUNT; i++) {
            if (!Providers.verify(SignatureScheme.ECDSA_SHA256, publicKey, message, signature)) {
                throw new IllegalStateException();
            }
            Providers.sign(SignatureScheme.ECDSA_SHA256, privateKey, message);
        }
        return null;
    }

    private static Void issue(Signet signet, Issuer issuer, List<byte[]> requests) {
        Profile profile = signet.profiles().find(Profiles.DEFAULT).orThrow();
        EmailAddress address = EmailAddress.parse("ada@example.com").orThrow();
        Instant now = Instant.now();
        var key = signet.keys().key(issuer).orThrow();
        for (int i = 0; i < COUNT; i++) {
            CertificateRequest request =
                    CertificateRequest.parse(requests.get(i % requests.size())).orThrow();
            Order order = new Order(1, PersonName.ofDisplay("Ada"), List.of(address), profile, KeyUse.BOTH, request);
            Prepared prepared = signet.authority().prepare(order, issuer, now).orThrow();
            byte[] tbs = prepared.content().der().toArray();
            Certificate.assemble(prepared.content(), key.sign(SignatureScheme.ECDSA_SHA256, tbs));
        }
        return null;
    }

    /** Durable and audited, without HTTP: what the store costs. */
    private static void durable(Signet signet) throws Exception {
        for (int threads : new int[] {8, 1, 8, 32}) {
            try (Issuing issuing = new Issuing(signet, threads)) {
                System.out.printf(
                        "durable, %2d threads            %,.0f/s%n",
                        threads, issuing.rate(TimeUnit.SECONDS.toNanos(3)));
            }
        }
        try (Issuing issuing = new Issuing(signet, 32)) {
            Figure.of(
                            "Issuance",
                            "durable and audited on H2 without HTTP, 32 threads",
                            issuing.rate(TimeUnit.SECONDS.toNanos(5)),
                            "/s",
                            Bar.NONE,
                            "after warming up")
                    .tell();
        }
    }

    interface Task {
        void run(int index) throws Exception;
    }

    /** Runs the task for every index, by that many threads, and waits. */
    static Void parallel(int threads, int count, Task task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch done = new CountDownLatch(threads);
        AtomicInteger next = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            pool.execute(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        task.run(i);
                    }
                } catch (Exception e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        pool.shutdown();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.get(0));
        }
        return null;
    }
}
