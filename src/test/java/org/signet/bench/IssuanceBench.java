package org.signet.bench;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.signet.app.Signet;
import org.signet.app.TestCa;
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
import org.signet.model.Outcome;
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
        System.out.println("crypto floor (verify + sign)   " + a);
        System.out.println("issuance in process            " + b);
        System.out.printf(
                "ratio                          %.2f   (bar 0.40, stretch 0.55)%n", b.perSecond() / a.perSecond());
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
        Profile profile = signet.profiles().find(Profiles.DEFAULT).orThrow();
        AtomicInteger people = new AtomicInteger();
        for (int clients : new int[] {8, 1, 8, 32, 1, 8, 32}) {
            int count = clients == 1 ? 500 : 4_000;
            List<byte[]> requests = Requests.make(count);
            long person = signet.transactions()
                    .durable(() -> signet.people()
                            .vouchedFor(
                                    List.of(EmailAddress.parse("p" + people.incrementAndGet() + "@example.com")
                                            .orThrow()),
                                    Optional.of(PersonName.parse("P").orThrow()),
                                    TestCa.OPERATOR)
                            .orThrow()
                            .id());
            long syncs = signet.syncs();
            Samples.Rate rate = Samples.time(
                    count,
                    () -> parallel(clients, count, i -> {
                        CertificateRequest request =
                                CertificateRequest.parse(requests.get(i)).orThrow();
                        Order order = new Order(
                                person,
                                PersonName.ofDisplay("Ada"),
                                List.of(EmailAddress.parse("ada@example.com").orThrow()),
                                profile,
                                KeyUse.BOTH,
                                request);
                        Outcome<?> issued = signet.authority().issue(order, TestCa.OPERATOR, done -> {});
                        issued.orThrow();
                    }));
            System.out.printf(
                    "durable, %2d threads            %s, %.2f syncs each%n",
                    clients, rate, (double) (signet.syncs() - syncs) / count);
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
