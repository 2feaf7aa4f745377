package org.signet.edge.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.signet.app.TestCa;
import org.signet.ca.revocation.RevocationStore;
import org.signet.crypto.policy.Providers;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyId;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** Sample records, each of its own. */
final class Records {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    /** One for all the stores' tests of a run; each makes records of its own in it. */
    static final Database DATABASE = ChosenDatabase.open(TestCa.temporaryFolder(), "stores");

    private static final AtomicLong COUNT = new AtomicLong();

    private Records() {}

    /** Runs the change as a unit of work. */
    static <T> T in(Supplier<T> work) {
        return DATABASE.transactions().durable(work);
    }

    static void run(Runnable work) {
        DATABASE.transactions().durable(() -> {
            work.run();
            return null;
        });
    }

    /** Within a unit of work. */
    static void become(RevocationStore.Subject subject, CertificateStatus status) {
        RevocationStore revocations = new SqlRevocations(DATABASE);
        if (status.isActive()) {
            revocations.release(subject, NOW);
        } else {
            revocations.set(subject, status);
        }
    }

    static EmailAddress address() {
        return new EmailAddress("P" + COUNT.incrementAndGet(), "example.com");
    }

    static SerialNumber serial() {
        return new SerialNumber(BigInteger.ONE.shiftLeft(126).add(BigInteger.valueOf(COUNT.incrementAndGet())));
    }

    static Bytes digest() {
        return Bytes.of(Providers.sha256(Long.toString(COUNT.incrementAndGet()).getBytes()));
    }

    static long person(EmailAddress address) {
        return in(() -> new SqlPeople(DATABASE).insert(PersonName.ofDisplay("Ada Lovelace"), address, NOW));
    }

    /** An issuer whose certificate no test reads. */
    static void issuer(String id, String parent) {
        run(() -> DATABASE.change(handle -> handle.execute(
                "insert into issuer (id, parent_id, certificate, crl_url, certificate_url) values (?,?,?,?,?)",
                id,
                parent,
                new byte[] {1},
                "http://crl",
                "http://aia")));
    }

    static CertificateRecord certificate(String issuer, long person, Instant issued, EmailAddress... addresses) {
        return new CertificateRecord(
                serial(),
                issuer,
                0,
                person,
                "Ada 100% \\ _",
                List.of(addresses),
                "mailbox-strict",
                KeyUse.BOTH,
                new KeyId(digest()),
                new Validity(issued, issued.plusSeconds(86_400)),
                Bytes.of((byte) 4, (byte) 2),
                issued,
                new CertificateStatus.Active());
    }
}
