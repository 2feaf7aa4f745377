package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.ca.access.Browser;
import org.signet.ca.access.control.Change;
import org.signet.ca.access.control.Proposal;
import org.signet.ca.authority.Issued;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

/** Profiles and conditions that the configuration changed wait for two administrators, wherever certificates come from. */
class AgreedRulesTest {
    private Path folder;
    private Signet signet;

    @BeforeEach
    void open(@TempDir Path parent) {
        folder = TestCa.copy(parent);
        signet = TestCa.open(folder);
        // The copy's configuration is not quite that of its beginning.
        signet.oversight().rules().settle(TestCa.OPERATOR);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private void administrators(String... names) {
        for (String name : names) {
            signet.accounts()
                    .redeem(
                            signet.accounts()
                                    .invite(name, Role.ADMINISTRATOR, TestCa.OPERATOR)
                                    .orThrow(),
                            Passphrase.of("correct horse battery".toCharArray()),
                            Browser.unknown("10.0.0.1"))
                    .orThrow();
        }
    }

    private void configured(UnaryOperator<String> change) {
        signet.close();
        TestCa.configure(folder, change);
        signet = TestCa.open(folder);
    }

    private static String shorter(String text) {
        return text + "\n[profiles.mailbox-strict]\ndays = 30\n";
    }

    private static String automatic(String text) {
        return text.replace("approval = \"officer\"", "approval = \"automatic\"");
    }

    private Outcome<Issued> issue(String address, String profile) {
        return signet.operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse(address).orThrow()),
                        Optional.empty(),
                        signet.profiles().find(profile).orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR);
    }

    private List<Proposal> waiting() {
        return signet.oversight().proposals().waiting();
    }

    private Outcome<Change> agree(Proposal proposal, String user) {
        return signet.oversight()
                .council()
                .agree(proposal.id(), proposal.digest(), "", Actor.account(user, "10.0.0.1", Role.ADMINISTRATOR), "en");
    }

    @Test
    void theFirstRulesHoldFromTheBeginning() {
        administrators("ada", "bob");
        assertThat(issue("x@example.com", "mailbox-strict").isOk()).isTrue();
        assertThat(waiting()).isEmpty();
        assertThat(signet.audit().latest(30))
                .filteredOn(entry -> entry.type().equals("RulesAgreed"))
                .isNotEmpty();
    }

    @Test
    void nothingIsIssuedByAChangedProfileUntilTwoAgree() {
        administrators("ada", "bob");
        configured(AgreedRulesTest::shorter);
        Outcome<Issued> refused = issue("x@example.com", "mailbox-strict");
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.NEEDS_AGREEMENT);
        assertThat(refused.refusal().detail()).contains("/admin/decisions");
        assertThat(issue("x@example.com", "mailbox-multipurpose").isOk())
                .as("by a profile that is as it was")
                .isTrue();
        issue("y@example.com", "mailbox-strict");
        assertThat(waiting()).as("proposed once").hasSize(1);
        Proposal proposal = waiting().get(0);
        assertThat(proposal.act().parameter("before.profile mailbox-strict")).contains("lifetime = 824 days");
        assertThat(proposal.act().parameter("after.profile mailbox-strict")).contains("lifetime = 30 days");
        agree(proposal, "ada").orThrow();
        assertThat(issue("x@example.com", "mailbox-strict").isOk()).isFalse();
        agree(proposal, "bob").orThrow();
        assertThat(issue("x@example.com", "mailbox-strict").isOk()).isTrue();
    }

    @Test
    void aDomainsConditionsAreRulesToo() {
        administrators("ada", "bob");
        configured(AgreedRulesTest::automatic);
        assertThat(issue("x@example.com", "mailbox-strict").refusal().code()).isEqualTo(RefusalCode.NEEDS_AGREEMENT);
        assertThat(issue("x@auto.example", "mailbox-strict").isOk())
                .as("of the other domain")
                .isTrue();
    }

    @Test
    void whatWasRefusedIsNotIssuedBy() {
        administrators("ada", "bob");
        configured(AgreedRulesTest::shorter);
        issue("x@example.com", "mailbox-strict");
        signet.oversight()
                .council()
                .refuse(waiting().get(0).id(), "", Actor.account("ada", "10.0.0.1", Role.ADMINISTRATOR))
                .orThrow();
        assertThat(issue("x@example.com", "mailbox-strict").isOk()).isFalse();
        configured(text -> text.replace("\n[profiles.mailbox-strict]\ndays = 30\n", ""));
        assertThat(issue("x@example.com", "mailbox-strict").isOk())
                .as("as it was")
                .isTrue();
    }

    @Test
    void anAgreementOnRulesThatAreOldNewsChangesNothing() {
        administrators("ada", "bob");
        configured(AgreedRulesTest::shorter);
        issue("x@example.com", "mailbox-strict");
        Proposal thirty = waiting().get(0);
        configured(text -> text.replace("days = 30", "days = 40"));
        issue("x@example.com", "mailbox-strict");
        Proposal forty = waiting().stream()
                .filter(each -> !each.id().equals(thirty.id()))
                .findFirst()
                .orElseThrow();
        agree(forty, "ada").orThrow();
        agree(forty, "bob").orThrow();
        agree(thirty, "ada").orThrow();
        assertThat(agree(thirty, "bob").refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(issue("x@example.com", "mailbox-strict").isOk()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void oneAdministratorTakesThemOverAlone(int administrators, boolean dualControl) {
        administrators(List.of("ada", "bob").subList(0, administrators).toArray(String[]::new));
        configured(text -> shorter(dualControl ? text : TestCa.withoutDualControl(text)));
        assertThat(issue("x@example.com", "mailbox-strict").isOk()).isTrue();
        assertThat(signet.audit().latest(10)).anySatisfy(entry -> {
            assertThat(entry.type()).isEqualTo("ActedAlone");
            assertThat(entry.details()).contains("CHANGE_RULES", "mailbox-strict");
        });
    }

    @Test
    void aDomainThatTheRootsKeyAddedIsAgreedOnWithIt() {
        administrators("ada", "bob");
        signet.oversight().rules().adopt(Map.of("domain new.example", "approval = officer"), TestCa.OPERATOR);
        assertThat(signet.oversight().stores().rules().all()).containsKey("domain new.example");
        assertThat(signet.oversight().rules().objection(List.of("profile person-strict")))
                .isEmpty();
        assertThat(signet.oversight().rules().objection(List.of("domain unknown.example")))
                .isPresent();
    }
}
