package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.crypto.x509.Crls;
import org.signet.edge.store.database.Child;
import org.signet.edge.store.database.Postgres;
import org.signet.model.CertificateStatus;
import org.signet.model.SerialNumber;

/**
 * A CA that issues, revokes and publishes is killed at any moment, again and again. What it acknowledged is there; what it had begun to sign is on a
 * CRL; its log is whole; no number was given twice.
 */
class PowerCutTest {
    private final Set<SerialNumber> issued = new HashSet<>();
    private final Set<SerialNumber> revoked = new HashSet<>();
    private final Set<SerialNumber> abandoned = new HashSet<>();
    private long newest;

    @Test
    void nothingIsLostInTheFolder() throws Exception {
        cut(Engines.h2(TestCa.temporaryFolder()));
    }

    @Test
    void nothingIsLostOnPostgreSql() throws Exception {
        cut(Engines.postgreSql(TestCa.temporaryFolder(), Postgres.url()));
    }

    private void cut(Path folder) throws Exception {
        int rounds = Extent.of(3, 200);
        for (int round = 0; round < rounds; round++) {
            killed(folder);
            check(folder);
        }
        assertThat(issued).hasSizeGreaterThan(rounds);
        assertThat(revoked).isNotEmpty();
        System.out.println(rounds + " kills: " + issued.size() + " issued, " + revoked.size() + " revoked, "
                + abandoned.size() + " begun");
    }

    private void killed(Path folder) throws Exception {
        Process child = Child.start(BusyProcess.class, folder.toString());
        try (BufferedReader lines = child.inputReader()) {
            for (int enough = TestCa.RANDOM.nextInt(40); enough >= 0; enough--) {
                String line = lines.readLine();
                assertThat(line).as("it is still busy").isNotNull();
                note(line);
            }
            Thread killer = new Thread(() -> {
                sleep(TestCa.RANDOM.nextInt(50));
                // By its handle, which leaves what it said to be read.
                child.toHandle().destroyForcibly();
            });
            killer.start();
            lines.lines().forEach(this::note);
            killer.join();
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed, not failed").isEqualTo(137);
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line that the kill cut off was not heard by anybody. */
    private void note(String line) {
        String[] words = line.split(" ");
        if (words.length == 2 && words[1].length() == 32) {
            (words[0].equals("issued") ? issued : revoked)
                    .add(SerialNumber.parse(words[1]).orThrow());
        } else if (line.matches("published \\d{10,}")) {
            newest = Math.max(newest, Long.parseLong(words[1]));
        }
    }

    private void check(Path folder) {
        try (Signet signet = TestCa.open(folder, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)))) {
            assertThat(signet.audit().verify().broken()).isEmpty();
            assertThat(issued)
                    .allMatch(serial -> signet.certificates().find(serial).isPresent());
            assertThat(revoked)
                    .allMatch(serial ->
                            signet.certificates().find(serial).orElseThrow().status()
                                    instanceof CertificateStatus.Revoked);
            List<SerialNumber> begun = signet.authority().abandonUnfinished();
            abandoned.addAll(begun);
            assertThat(begun).noneMatch(issued::contains);
            PublishedCrl crl = signet.crls()
                    .publish(
                            signet.authority().issuing(signet.clock().instant()).orThrow(), TestCa.OPERATOR)
                    .orThrow();
            assertThat(crl.number()).as("the number of a CRL").isGreaterThan(newest);
            newest = crl.number();
            Set<SerialNumber> told = Crls.read(signet.crlStore().octets(crl)).serials();
            assertThat(revoked).allMatch(told::contains);
            assertThat(abandoned).allMatch(told::contains);
            assertThat(signet.authority().abandonUnfinished()).isEmpty();
        }
    }
}
