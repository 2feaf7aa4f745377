package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.store.Records.DATABASE;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.ca.access.PersonStore;
import org.signet.ca.directory.DirectoryStore;
import org.signet.ca.directory.DirectoryStore.Numbered;
import org.signet.ca.directory.HashStore;
import org.signet.ca.revocation.RevocationStore;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;

/** The two ports by which all of the directory is read: in pages, and by hashes. */
class SqlHashesTest {
    private static final HashStore STORE = new SqlHashes(DATABASE);
    private static final DirectoryStore DIRECTORY = new SqlDirectory(DATABASE);
    private static final Instant DURING = NOW.plusSeconds(10);

    @BeforeAll
    static void issuer() {
        Records.issuer("hashes-1", "hashes-1");
    }

    private static CertificateRecord issued(EmailAddress address, Instant at) {
        CertificateRecord certificate = Records.certificate("hashes-1", Records.person(address), at, address);
        run(() -> new SqlCertificates(DATABASE).insert(certificate));
        return certificate;
    }

    private static void moved(CertificateRecord certificate, long id) {
        run(() -> DATABASE.change(handle -> handle.execute(
                "update certificate set id = ? where serial = ?",
                id,
                certificate.serial().hex())));
    }

    private static void catchUp(long hash, List<Bytes> seen) {
        for (long thousand : STORE.behind(Long.MAX_VALUE)) {
            run(() -> STORE.addHashes(thousand, DURING, der -> {
                seen.add(der);
                return Set.of(hash);
            }));
        }
    }

    @Test
    void eachCertificateIsLookedAtOnceWheneverItComes() {
        issued(Records.address(), NOW);
        List<Bytes> seen = new ArrayList<>();
        catchUp(-5, seen);
        assertThat(STORE.behind(Long.MAX_VALUE)).isEmpty();
        int before = STORE.withHash(-5, DURING, 10_000).size();
        assertThat(seen.size()).isPositive();
        assertThat(before).isPositive();
        seen.clear();
        // Another process has a thousand numbers of its own, and comes late into one that lies behind.
        issued(Records.address(), NOW);
        CertificateRecord late = issued(Records.address(), NOW);
        moved(late, 7_000_123);
        catchUp(-7, seen);
        assertThat(seen).hasSize(2);
        assertThat(STORE.withHash(-7, DURING, 10)).hasSize(2);
        assertThat(STORE.withHash(-7, DURING, 1)).hasSize(1);
        assertThat(STORE.withHash(-7, NOW.minusSeconds(1), 10))
                .as("not valid then")
                .isEmpty();
        assertThat(STORE.withHash(-5, DURING, 10_000)).hasSize(before);
        moved(issued(Records.address(), NOW), 7_000_122);
        catchUp(-9, seen);
        assertThat(STORE.withHash(-9, DURING, 10))
                .as("before one that was looked at")
                .hasSize(1);
        assertThat(STORE.behind(Long.MAX_VALUE)).isEmpty();
        run(() -> DATABASE.change(handle -> handle.execute("delete from certificate where id > 7000000")));
    }

    @Test
    void peopleComeInPagesAndThoseOfWhomNothingIsToldWithoutCertificates() {
        long start = DIRECTORY.last();
        EmailAddress first = Records.address();
        EmailAddress ended = Records.address();
        EmailAddress hidden = Records.address();
        issued(first, NOW);
        Records.person(Records.address());
        issued(ended, NOW.minusSeconds(200_000));
        issued(hidden, NOW);
        run(() -> DATABASE.change(handle -> handle.execute(
                "update person set listed = false where id = (select person_id from person_address where search_key = ?)",
                hidden.searchKey())));
        List<String> all = new ArrayList<>();
        long last = start;
        for (List<Numbered> page = DIRECTORY.page(last, Optional.empty(), DURING, 2);
                !page.isEmpty();
                page = DIRECTORY.page(last, Optional.empty(), DURING, 2)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(each -> all.add(each.entry().addresses().get(0) + " "
                    + each.entry().certificates().size()));
            last = page.get(page.size() - 1).number();
        }
        assertThat(all).containsExactly(first + " 1", ended + " 0", hidden + " 0");
        assertThat(DIRECTORY.page(start, Optional.of(NOW), DURING, 10)).hasSize(2);
        assertThat(DIRECTORY.page(start, Optional.of(NOW.minusSeconds(150_000)), DURING, 10))
                .as("one ended")
                .hasSize(3);
        assertThat(DIRECTORY.page(start, Optional.of(NOW.plusSeconds(1)), DURING, 10))
                .isEmpty();
        assertThat(last).isLessThanOrEqualTo(DIRECTORY.last());
    }

    /** Each at its own moment, long after the certificate was issued. */
    @Test
    void anAddressMoreTheListingAndAReleaseAreChanges() {
        PersonStore people = new SqlPeople(DATABASE);
        RevocationStore revocations = new SqlRevocations(DATABASE);
        long start = DIRECTORY.last();
        CertificateRecord more = issued(Records.address(), NOW);
        CertificateRecord hidden = issued(Records.address(), NOW);
        CertificateRecord released = issued(Records.address(), NOW);
        issued(Records.address(), NOW);
        run(() -> {
            people.addAddress(more.personId(), Records.address(), NOW.plusSeconds(3));
            people.setListed(hidden.personId(), false, NOW.plusSeconds(2));
            revocations.set(RevocationStore.Subject.of(released), new CertificateStatus.Held(NOW));
            revocations.release(RevocationStore.Subject.of(released), NOW.plusSeconds(1));
        });
        for (int since = 0; since <= 4; since++) {
            assertThat(DIRECTORY.page(start, Optional.of(NOW.plusSeconds(since)), DURING, 10))
                    .as("since " + since)
                    .hasSize(4 - since);
        }
    }
}
