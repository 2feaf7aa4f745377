package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.relocation.Move;
import org.signet.ca.access.Browser;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.authority.Issued;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.OperatorIssuance;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Postgres;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.Role;

/** Two nodes on one database, each with its own folder, as two machines have them. */
class NodesTest {
    private static Signet one;
    private static Signet two;
    private static ExecutorService many;

    @BeforeAll
    static void start() throws IOException {
        Path first = TestCa.copy(TestCa.temporaryFolder());
        if (!ChosenDatabase.isPostgreSql()) {
            new Move(new DataFolder(first), Clock.systemUTC())
                    .to(new Config.Database(Postgres.url(), null, null), TestCa.OPERATOR, (table, done, all) -> {})
                    .orThrow();
        }
        Path second = first.resolveSibling("second");
        copy(first, second);
        one = TestCa.open(first);
        two = TestCa.open(second);
        one.openIssuingKey().orThrow();
        two.openIssuingKey().orThrow();
        many = Executors.newFixedThreadPool(8);
    }

    /** What an administrator copies to another machine: the configuration and the keys. */
    private static void copy(Path first, Path second) throws IOException {
        Files.createDirectories(second.resolve("keys"));
        try (Stream<Path> keys = Files.list(first.resolve("keys"))) {
            for (Path key : keys.toList()) {
                Files.copy(key, second.resolve("keys").resolve(key.getFileName()));
            }
        }
        Files.copy(first.resolve("signet.toml"), second.resolve("signet.toml"));
        TestCa.configure(second, text -> text + "node = \"second\"\n");
    }

    @AfterAll
    static void stop() {
        many.shutdownNow();
        one.close();
        two.close();
    }

    /** The works of both nodes at once, as often, and what came of them. */
    private static <T> List<T> atOnce(int times, Callable<T> first, Callable<T> second) throws Exception {
        List<Future<T>> begun = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            begun.add(many.submit(first));
            begun.add(many.submit(second));
        }
        List<T> ended = new ArrayList<>();
        for (Future<T> each : begun) {
            try {
                ended.add(each.get());
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
        return ended;
    }

    private static Outcome<Issued> issue(Signet node, String local) {
        return node.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(local, "example.com")),
                        Optional.of(PersonName.parse("Ada Lovelace").orThrow()),
                        node.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR);
    }

    @Test
    void bothIssueAndNothingIsDoneTwiceOrLost() throws Exception {
        List<Outcome<Issued>> all = atOnce(40, () -> issue(one, "same"), () -> issue(two, "same"));
        assertThat(all).allMatch(Outcome::isOk);
        var serials = all.stream()
                .map(each -> each.orThrow().certificate().serial())
                .distinct()
                .toList();
        assertThat(serials)
                .hasSize(80)
                .allMatch(serial -> two.certificates().find(serial).isPresent());
        assertThat(all.stream()
                        .map(each -> each.orThrow().certificate().personId())
                        .distinct())
                .as("one mailbox, one person")
                .hasSize(1);
        assertThat(one.audit().verify().broken()).isEmpty();
        assertThat(one.audit().heads()).extracting(AuditEntry.Head::chain).containsExactly("main", "second");
    }

    /** Whoever had it first keeps it, and it is certified once where it is asked for once. */
    @Test
    void aKeyIsOnePersonsEvenWhenBothAreAskedAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            var key = Csr.key(KeyType.EC_P256);
            String ada = "ada-" + round;
            String eve = "eve-" + round;
            var asked = atOnce(2, () -> once(one, ada, key), () -> once(two, eve, key));
            assertThat(asked.stream()
                            .filter(Outcome::isOk)
                            .map(each -> each.orThrow().issued().certificate().serial()))
                    .isNotEmpty()
                    .containsOnly(asked.stream()
                            .filter(Outcome::isOk)
                            .findFirst()
                            .orElseThrow()
                            .orThrow()
                            .issued()
                            .certificate()
                            .serial());
            var again = atOnce(2, () -> once(one, ada, key), () -> once(two, eve, key));
            assertThat(again.stream().filter(Outcome::isOk))
                    .hasSize(2)
                    .allMatch(each -> each.orThrow().before());
        }
    }

    private static Outcome<OperatorIssuance.Once> once(Signet node, String local, KeyPair key) {
        return node.operatorIssuance()
                .issueOnce(
                        new OperatorIssuance.Vouched(
                                List.of(new EmailAddress(local, "example.com")),
                                Optional.of(PersonName.parse("Ada Lovelace").orThrow()),
                                node.profiles().find("mailbox-strict").orThrow(),
                                KeyUse.BOTH,
                                Csr.parsed(key)),
                        TestCa.OPERATOR);
    }

    @Test
    void noCrlNumberIsTakenTwice() throws Exception {
        var issuer = one.authority().issuing(Instant.now()).orThrow();
        var numbers = atOnce(
                10,
                () -> one.crls().publish(issuer, TestCa.OPERATOR).orThrow().number(),
                () -> two.crls().publish(issuer, TestCa.OPERATOR).orThrow().number());
        assertThat(numbers).doesNotHaveDuplicates().hasSize(20);
        assertThat(one.crls().latest(issuer.id()).orElseThrow().number())
                .isEqualTo(numbers.stream().mapToLong(each -> each).max().orElseThrow());
        assertThat(TestCa.crl(two, issuer.id()).number()).isPresent();
    }

    @Test
    void whatOneRevokesTheOtherKnows() {
        Issued issued = issue(one, "gone").orThrow();
        var serial = issued.certificate().serial();
        two.revocation()
                .revoke(serial, Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        assertThat(one.certificates().find(serial).orElseThrow().status())
                .isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void aLinkIsFollowedOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            String user = "user-" + round;
            OneTimeSecret link =
                    one.accounts().invite(user, Role.OFFICER, TestCa.OPERATOR).orThrow();
            var sessions = atOnce(3, () -> redeem(one, link), () -> redeem(two, link));
            assertThat(sessions.stream().filter(Outcome::isOk)).hasSize(1);
        }
    }

    private static Outcome<?> redeem(Signet node, OneTimeSecret link) {
        return node.accounts()
                .redeem(link, Passphrase.of("correct horse battery".toCharArray()), Browser.unknown("127.0.0.1"));
    }

    @Test
    void aSessionHoldsOnBothAndEndsOnBoth() {
        var session = one.accounts()
                .redeem(
                        two.accounts()
                                .invite("both", Role.AUDITOR, TestCa.OPERATOR)
                                .orThrow(),
                        Passphrase.of("correct horse battery".toCharArray()),
                        Browser.unknown("127.0.0.1"))
                .orThrow();
        assertThat(two.waysIn().sessions().session(session.secret())).isPresent();
        two.waysIn().sessions().signOut(session, "127.0.0.1");
        assertThat(one.waysIn().sessions().session(session.secret())).isEmpty();
    }

    @Test
    void aRequestIsDecidedOnce() throws Exception {
        Enrollments first = one.enrollments(one.letters());
        Enrollments second = two.enrollments(two.letters());
        for (int round = 0; round < 5; round++) {
            first.request(new Enrollments.Request(
                            new EmailAddress("asks-" + round, "example.com"),
                            PersonName.parse("Grace Hopper").orThrow(),
                            Channel.BROWSER,
                            "en",
                            "127.0.0.1"))
                    .orThrow();
            String body = one.mailQueue().latest(1).get(0).mail().body();
            OneTimeSecret proof = new OneTimeSecret(body.replaceAll("(?s).*/enroll/proof/([A-Za-z0-9_-]+).*", "$1"));
            var proven = atOnce(2, () -> first.prove(proof, "127.0.0.1"), () -> second.prove(proof, "127.0.0.1"));
            String id = proven.stream()
                    .filter(Outcome::isOk)
                    .findFirst()
                    .orElseThrow()
                    .orThrow()
                    .id();
            var decided = atOnce(
                    2,
                    () -> first.approve(id, "", TestCa.OPERATOR),
                    () -> second.refuse(id, "unknown to us", TestCa.OPERATOR));
            assertThat(decided.stream().filter(Outcome::isOk)).hasSize(1);
        }
    }
}
