package org.signet.browser;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Server;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.Browser;
import org.signet.ca.access.Session;
import org.signet.ca.authority.Issued;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.smime.People;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.Role;

/** The company of the documentation's pictures: a year of believable records, always seen on the same Monday morning. */
final class ExampleCompany implements AutoCloseable {
    private static final Instant FOUNDED = Instant.parse("2026-01-12T08:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-11-23T08:20:00Z");
    private static final List<String> PEOPLE = List.of(
            "Ada Lovelace",
            "Alan Turing",
            "Grace Hopper",
            "Hedy Lamarr",
            "Joan Clarke",
            "Katherine Johnson",
            "Konrad Zuse");

    /** Certificates carry it, and pages show it: the same each time. */
    final String url = "http://localhost:8640";

    private final MovingClock clock = new MovingClock(FOUNDED.plusSeconds(60));
    private final Signet signet;
    private final Server server;
    private final Enrollments enrollments;

    ExampleCompany() {
        var folder = TestCa.temporaryFolder().resolve("example");
        TestCa.found(folder, List.of("example.com"), url, Clock.fixed(FOUNDED, ZoneOffset.UTC));
        signet = TestCa.open(folder, clock);
        signet.openIssuingKey().orThrow();
        enrollments = signet.enrollments(signet.letters());
        clock.forward(Duration.ofDays(21));
        for (String name : PEOPLE) {
            clock.forward(Duration.ofHours(31 * 24));
            issue(name);
        }
        signet.revocation()
                .revoke(
                        issue("Hedy Lamarr").certificate().serial(),
                        Revocation.Grounds.of(RevocationReason.SUPERSEDED),
                        TestCa.OPERATOR)
                .orThrow();
        partner();
        clock.forward(Duration.between(clock.instant(), SEEN.minus(Duration.ofHours(3))));
        for (String name : List.of("Mary Jackson", "Dorothy Vaughan", "Edsger Dijkstra")) {
            clock.forward(Duration.ofMinutes(41));
            proven(name);
        }
        clock.forward(Duration.between(clock.instant(), SEEN));
        signet.crls().publishDue(refused -> {});
        server = Server.start(signet);
    }

    private static EmailAddress address(String name) {
        return EmailAddress.parse(name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.com")
                .orThrow();
    }

    private Issued issue(String name) {
        return signet.operatorIssuance()
                .issue(
                        List.of(address(name)),
                        Optional.of(PersonName.parse(name).orThrow()),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.RSA_3072)),
                        TestCa.OPERATOR)
                .orThrow();
    }

    private Enrollment proven(String name) {
        enrollments
                .request(new Enrollments.Request(
                        address(name), PersonName.parse(name).orThrow(), Channel.BROWSER, "en", "192.0.2.17"))
                .orThrow();
        return enrollments
                .prove(new OneTimeSecret(mailed("/enroll/proof/")), "192.0.2.17")
                .orThrow();
    }

    private String mailed(String path) {
        return signet.mailQueue()
                .latest(1)
                .get(0)
                .mail()
                .body()
                .replaceAll("(?s).*" + path + "([A-Za-z0-9_-]+).*", "$1");
    }

    private void partner() {
        var book = signet.addressBook();
        book.partners()
                .accept(
                        "Analytical Engines",
                        Set.of("engines.example"),
                        List.of(People.OTHER_ROOT.certificate()),
                        TestCa.OPERATOR)
                .orThrow();
        String pem = People.OTHER_ROOT
                .certify(People.BOB.pair().getPublic(), draft -> draft.of("charles.babbage@engines.example"))
                .pem();
        book.contacts()
                .take(
                        ContactFile.parse(pem.getBytes(StandardCharsets.US_ASCII))
                                .orThrow(),
                        "a signed mail",
                        TestCa.OPERATOR);
    }

    /** The cookie's secret of an administrator who signed in. */
    String administrator() {
        OneTimeSecret link = signet.accounts()
                .invite("grace.hopper", Role.ADMINISTRATOR, TestCa.OPERATOR)
                .orThrow();
        Session session = signet.accounts()
                .redeem(link, Passphrase.of("correct horse battery".toCharArray()), Browser.unknown("192.0.2.17"))
                .orThrow();
        return session.secret().text();
    }

    /** Where somebody whose request was approved makes their key. */
    String keyPage() {
        enrollments
                .approve(proven("Margaret Hamilton").id(), "", TestCa.OPERATOR)
                .orThrow();
        return "/enroll/key/" + mailed("/enroll/key/");
    }

    String certificatePage() {
        EmailAddress ada = address("Ada Lovelace");
        return "/admin/certificates/"
                + signet.certificates().naming(ada).get(0).serial().hex();
    }

    @Override
    public void close() {
        server.close();
        signet.close();
    }
}
