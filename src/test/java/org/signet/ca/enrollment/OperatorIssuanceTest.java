package org.signet.ca.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.authority.Issued;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

class OperatorIssuanceTest {
    private static Signet signet;
    private static int people;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent));
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    private static EmailAddress somebody() {
        return new EmailAddress("somebody" + ++people, "example.com");
    }

    private static Outcome<Issued> issue(List<EmailAddress> addresses, Actor actor) {
        return signet.operatorIssuance()
                .issue(
                        addresses,
                        Optional.of(PersonName.ofDisplay("Ada")),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        actor);
    }

    @Test
    void tenMailboxesOfTheLongestKindFitAndElevenAreRefused() {
        List<EmailAddress> addresses = IntStream.range(0, 10)
                .mapToObj(i ->
                        EmailAddress.parse(i + "x".repeat(63) + "@example.com").orThrow())
                .toList();
        var issued = issue(addresses, TestCa.OPERATOR).orThrow();
        assertThat(signet.certificates()
                        .find(issued.certificate().serial())
                        .orElseThrow()
                        .addresses())
                .isEqualTo(addresses);
        List<EmailAddress> eleven =
                Stream.concat(addresses.stream(), Stream.of(somebody())).toList();
        assertThat(issue(eleven, TestCa.OPERATOR).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
    }

    @Test
    void operatorsIssueForOurDomainsAndOnePersonOnly() {
        EmailAddress ada = somebody();
        EmailAddress bob = somebody();
        issue(List.of(ada), TestCa.OPERATOR).orThrow();
        issue(List.of(bob), TestCa.OPERATOR).orThrow();
        record Case(List<EmailAddress> addresses, Actor actor, RefusalCode code) {}
        Stream.of(
                        new Case(
                                List.of(new EmailAddress("a", "example.org")),
                                TestCa.OPERATOR,
                                RefusalCode.FOREIGN_DOMAIN),
                        new Case(
                                List.of(ada, new EmailAddress("a", "b.example.com")),
                                TestCa.OPERATOR,
                                RefusalCode.FOREIGN_DOMAIN),
                        new Case(List.of(ada, bob), TestCa.OPERATOR, RefusalCode.NOT_ALLOWED),
                        new Case(List.of(ada), Actor.system(), RefusalCode.NOT_ALLOWED))
                .forEach(c -> assertThat(
                                issue(c.addresses(), c.actor()).refusal().code())
                        .isEqualTo(c.code()));
        assertThat(signet.audit().latest(1000)).extracting(AuditEntry::type).contains("CertificateIssued");
        assertThat(signet.audit().verify().broken()).isEmpty();
    }

    @Test
    void whatIsRefusedLeavesThePeopleAsTheyWere() {
        EmailAddress owner = somebody();
        var taken = Csr.parsedFresh();
        issue(List.of(owner), Optional.empty(), "mailbox-strict", taken).orThrow();
        EmailAddress one = somebody();
        EmailAddress two = somebody();
        assertThat(issue(List.of(one, two), Optional.of(PersonName.ofDisplay("Wrong")), "mailbox-strict", taken)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.KEY_IN_USE);
        assertThat(issue(List.of(one, two), Optional.empty(), "person-strict", Csr.parsedFresh())
                        .isOk())
                .isFalse();
        assertThat(signet.people().find(one)).isEmpty();
        assertThat(signet.people().find(two)).isEmpty();

        var key = Csr.parsedFresh();
        issue(List.of(one), Optional.empty(), "mailbox-strict", key).orThrow();
        assertThat(issue(List.of(two), Optional.empty(), "mailbox-strict", key)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.KEY_IN_USE);
    }

    @Test
    void manyWhoComeAtOnceWithOneKeyAreSignedOnce() {
        List<EmailAddress> addresses = List.of(somebody());
        var request = Csr.parsedFresh();
        OperatorIssuance.Vouched vouched = new OperatorIssuance.Vouched(
                addresses,
                Optional.empty(),
                signet.profiles().find("mailbox-strict").orThrow(),
                KeyUse.BOTH,
                request);
        assertThat(IntStream.range(0, 24)
                        .parallel()
                        .mapToObj(i -> signet.operatorIssuance()
                                .issueOnce(vouched, TestCa.OPERATOR)
                                .orThrow()
                                .issued()
                                .certificate()
                                .serial())
                        .distinct())
                .hasSize(1);
        assertThat(signet.audit().latest(1000))
                .filteredOn(entry -> entry.type().equals("IssuanceIntended"))
                .filteredOn(entry -> entry.details().contains(request.keyId().hex()))
                .hasSize(1);
        assertThat(issue(addresses, Optional.empty(), "mailbox-strict", request).isOk())
                .as("a second one on purpose")
                .isTrue();
    }

    private static Outcome<Issued> issue(
            List<EmailAddress> addresses, Optional<PersonName> name, String profile, CertificateRequest request) {
        return signet.operatorIssuance()
                .issue(
                        addresses,
                        name,
                        signet.profiles().find(profile).orThrow(),
                        KeyUse.BOTH,
                        request,
                        TestCa.OPERATOR);
    }
}
