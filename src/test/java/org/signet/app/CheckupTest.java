package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.app.selfcheck.Rounds;
import org.signet.ca.revocation.Revocation;
import org.signet.ca.watch.Level;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Round;
import org.signet.ca.watch.Round.Reach;
import org.signet.ca.watch.Subject;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.RevocationReason;

/** Worlds in which something is broken, and what the self-check says of each. */
class CheckupTest {
    @TempDir
    Path parent;

    private final MovingClock clock = MovingClock.started();
    private Path folder;

    @BeforeEach
    void found() {
        folder = TestCa.copy(parent);
        try (Stream<Path> roots = Files.list(folder.resolve("keys"))) {
            for (Path file : roots.filter(path -> path.getFileName().toString().startsWith("root"))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aPartnersCaThatEndsIsToldInTime() {
        try (Signet signet = TestCa.open(folder, clock)) {
            Certificate anchor = People.OTHER_ROOT.certificate();
            signet.addressBook()
                    .partners()
                    .accept("Beta", Set.of("beta.example"), List.of(anchor), TestCa.OPERATOR)
                    .orThrow();
            assertThat(troubles(look(signet))).doesNotContainKey("partner.soon Beta");
            Instant end = anchor.content().validity().notAfter();
            clock.forward(Duration.between(clock.instant(), end.minus(Duration.ofDays(20))));
            assertThat(troubles(look(signet))).containsEntry("partner.soon Beta", Level.SOON);
            clock.forward(Duration.ofDays(21));
            assertThat(troubles(look(signet))).containsEntry("partner.ended Beta", Level.BROKEN);
        }
    }

    private Round look() {
        try (Signet signet = TestCa.open(folder, clock)) {
            return look(signet);
        }
    }

    private static Round look(Signet signet) {
        try (Rounds rounds = Checkup.ofCommand(signet, true)) {
            return rounds.run(Reach.HERE, name -> {}, doing -> {});
        }
    }

    private static Map<String, Level> troubles(Round round) {
        return round.troubles().stream()
                .collect(java.util.stream.Collectors.toMap(
                        seen -> seen.code() + " " + seen.subject().about().replaceAll(".*/", ""), Observation::level));
    }

    @Test
    void allIsWellInATrialWhoseRootIsAway() {
        Round round = look();
        assertThat(round.troubles()).isEmpty();
        assertThat(round.worst()).isEqualTo(Level.GOOD);
        assertThat(round.observations())
                .extracting(Observation::code)
                .contains(
                        "clock.good",
                        "database.good",
                        "disk.good",
                        "files.good",
                        "key.good",
                        "issuer.good",
                        "crl.good",
                        "audit.whole",
                        "alarm.trial",
                        "address.good");
        assertThat(round.observations()).allMatch(seen -> seen.advice().isEmpty());
    }

    /** A change to the folder, and after how many days which trouble shows. */
    static List<Arguments> worlds() {
        return List.of(
                Arguments.of("six days without a CRL", nothing(), 6, "crl.old issuing-1", Level.SOON),
                Arguments.of("eleven days without a CRL", nothing(), 11, "crl.ended issuing-1", Level.BROKEN),
                Arguments.of("the root's CRL ends within 60 days", nothing(), 310, "crl.root root-1", Level.SOON),
                Arguments.of("the root's CRL has ended", nothing(), 370, "crl.ended-root root-1", Level.BROKEN),
                Arguments.of("the issuing CA is short", nothing(), 365 * 7, "issuer.short issuing-1", Level.SOON),
                Arguments.of("the issuing CA has ended", nothing(), 365 * 9, "issuer.none ", Level.BROKEN),
                Arguments.of("the clock was set back", nothing(), -1, "clock.back ", Level.BROKEN),
                Arguments.of(
                        "others may read a key",
                        change(keys -> Files.setPosixFilePermissions(
                                keys.resolve("issuing-1.p12"), PosixFilePermissions.fromString("rw-r--r--"))),
                        0,
                        "files.open issuing-1.p12",
                        Level.BROKEN),
                Arguments.of(
                        "the root's key is here",
                        change(keys -> Files.writeString(keys.resolve("root-1.passphrase"), "x")
                                .toFile()
                                .setReadable(true)),
                        0,
                        "files.root root-1",
                        Level.SOON),
                Arguments.of(
                        "the key file is gone",
                        change(keys -> Files.delete(keys.resolve("issuing-1.p12"))),
                        0,
                        "key.unusable issuing-1",
                        Level.BROKEN),
                Arguments.of(
                        "the passphrase is another",
                        change(keys -> Files.writeString(keys.resolve("issuing-1.passphrase"), "another")),
                        0,
                        "key.unusable issuing-1",
                        Level.BROKEN),
                Arguments.of(
                        "the token is away",
                        change(keys -> Files.writeString(
                                keys.resolve("issuing-1.token"), "library = /nowhere/libtoken.so\nslot = 1\n")),
                        0,
                        "key.unusable issuing-1",
                        Level.BROKEN),
                Arguments.of(
                        "mail leaves, and nobody would be told",
                        configured("transport = \"outbox\"", "host = \"mx.example.com\""),
                        0,
                        "alarm.nobody ",
                        Level.SOON),
                Arguments.of(
                        "the CRLs are on this machine only",
                        configured("transport = \"outbox\"", "host = \"mx.example.com\""),
                        0,
                        "address.local localhost:8080",
                        Level.SOON));
    }

    private interface Change {
        void to(Path folder) throws IOException;
    }

    private static Change nothing() {
        return folder -> {};
    }

    private static Change change(Change ofKeys) {
        return folder -> ofKeys.to(folder.resolve("keys"));
    }

    private static Change configured(String from, String to) {
        return folder -> TestCa.configure(folder, text -> text.replace(from, to));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void whatIsBrokenIsTold(String world, Change change, int days, String trouble, Level level) throws IOException {
        change.to(folder);
        clock.forward(Duration.ofDays(days));
        Round round = look();
        assertThat(troubles(round)).as(world).containsEntry(trouble, level);
        assertThat(round.troubles())
                .filteredOn(seen -> !seen.code().startsWith("key."))
                .allMatch(seen -> !seen.advice().isEmpty());
        assertThat(round.troubles()).allMatch(seen -> !seen.sentences().contains("{"));
    }

    @Test
    void aRevocationThatIsNotPublishedForAMinuteIsTold() {
        try (Signet signet = TestCa.open(folder, clock);
                Rounds rounds = Checkup.ofCommand(signet, false)) {
            var issued = signet.operatorIssuance()
                    .issue(
                            List.of(new EmailAddress("ada", "example.com")),
                            java.util.Optional.empty(),
                            signet.profiles().find("mailbox-strict").orThrow(),
                            org.signet.model.KeyUse.BOTH,
                            Csr.parsedFresh(),
                            TestCa.OPERATOR)
                    .orThrow();
            signet.revocation()
                    .revoke(
                            issued.certificate().serial(),
                            Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE),
                            TestCa.OPERATOR)
                    .orThrow();
            assertThat(rounds.run(Reach.HERE, name -> {}, doing -> {}).troubles())
                    .isEmpty();
            clock.forward(Duration.ofSeconds(61));
            assertThat(troubles(rounds.run(Reach.HERE, name -> {}, doing -> {})))
                    .containsExactly(Map.entry("crl.behind issuing-1", Level.SOON));
            signet.crls().publishDue(refusal -> {});
            assertThat(rounds.run(Reach.HERE, name -> {}, doing -> {}).troubles())
                    .isEmpty();
        }
    }

    @Test
    void mailThatDoesNotLeaveIsTold() {
        TestCa.configure(
                folder,
                text -> text.replace("transport = \"outbox\"", "host = \"mx.example.com\"")
                        .replace("# to = [", "to = ["));
        try (Signet signet = TestCa.open(folder, clock)) {
            signet.transactions().durable(() -> {
                signet.mailQueue()
                        .enqueue(new Mail(new EmailAddress("ada", "example.com"), "Hello", "text"), clock.instant());
                return null;
            });
            assertThat(troubles(look(signet))).containsOnlyKeys("address.local localhost:8080");
            clock.forward(Duration.ofMinutes(16));
            assertThat(troubles(look(signet))).containsEntry("mail.late waiting", Level.SOON);
            clock.forward(Duration.ofHours(4));
            assertThat(troubles(look(signet))).containsEntry("mail.stuck waiting", Level.BROKEN);
            signet.mailQueue().giveUp(signet.mailQueue().latest(1).get(0).id(), "no", clock.instant());
            assertThat(troubles(look(signet)))
                    .doesNotContainKey("mail.stuck waiting")
                    .containsEntry("mail.given-up given up", Level.SOON);
        }
    }

    @Test
    void aChangedLogIsTold() throws SQLException {
        try (Signet signet = TestCa.open(folder, clock)) {
            tamper("update audit_entry set actor = 'operator:nobody' where sequence = 3");
            assertThat(troubles(look(signet))).containsEntry("audit.broken ", Level.BROKEN);
        }
    }

    private void tamper(String statement) throws SQLException {
        try (Connection connection = ChosenDatabase.connection(folder, "signet")) {
            assertThat(connection.createStatement().executeUpdate(statement)).isEqualTo(1);
        }
    }

    @Test
    void aCheckThatFailsIsTold() {
        try (Rounds rounds = new Rounds(
                Map.of(Reach.HERE, List.of(new FailingCheck()), Reach.NETWORK, List.of()), round -> {}, clock)) {
            Observation seen = rounds.run(Reach.HERE, name -> {}, doing -> {})
                    .observations()
                    .get(0);
            assertThat(seen.subject()).isEqualTo(new Subject("failing", ""));
            assertThat(seen.level()).isEqualTo(Level.BROKEN);
            assertThat(seen.what()).contains("away?[31m").doesNotContain("\u001b");
        }
    }

    private static final class FailingCheck implements org.signet.app.selfcheck.Check {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public List<Observation> look(java.util.function.Consumer<String> progress) {
            throw new IllegalStateException("away\u001b[31m");
        }
    }
}
