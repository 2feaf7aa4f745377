package org.signet.ca.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

class ApiTokensTest {
    private static final MovingClock CLOCK = MovingClock.started();
    private static Signet signet;
    private static ApiTokens tokens;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), CLOCK);
        tokens = signet.apiTokens();
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    private static Outcome<ApiTokens.Created> create(String name, int days, Actor actor) {
        return tokens.create(
                new ApiToken.Plan(name, Set.of(Scope.CERTIFICATES_ISSUE), Set.of("example.com"), days), actor);
    }

    private static RefusalCode code(Outcome<?> outcome) {
        return outcome.refusal().code();
    }

    @Test
    void aTokenHoldsUntilItExpires() {
        ApiTokens.Created created = create("erp", 2, TestCa.OPERATOR).orThrow();
        assertThat(tokens.all()).contains(created.token());
        assertThat(created.token().createdBy()).isEqualTo("operator:test");
        Outcome<ApiToken> shown = tokens.shown(created.secret(), Scope.CERTIFICATES_ISSUE);
        assertThat(shown.orThrow()).isEqualTo(created.token());
        Actor actor = shown.orThrow().actor("10.0.0.1");
        assertThat(actor.name()).isEqualTo("token:erp");
        assertThat(actor.permissions()).containsExactly(Permission.ISSUE_CERTIFICATE);

        assertThat(code(tokens.shown(created.secret(), Scope.CERTIFICATES_FIND)))
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(code(tokens.shown(new OneTimeSecret("other"), Scope.CERTIFICATES_ISSUE)))
                .isEqualTo(RefusalCode.BAD_TOKEN);
        CLOCK.forward(Duration.ofDays(2));
        assertThat(tokens.shown(created.secret(), Scope.CERTIFICATES_ISSUE)
                        .refusal()
                        .detail())
                .contains("has expired");
    }

    @Test
    void itsUseIsRememberedToTheMinute() {
        OneTimeSecret secret = create("used", 9, TestCa.OPERATOR).orThrow().secret();
        tokens.shown(secret, Scope.CERTIFICATES_ISSUE).orThrow();
        var first = CLOCK.instant();
        assertThat(used()).isEqualTo(first);
        CLOCK.forward(Duration.ofSeconds(59));
        tokens.shown(secret, Scope.CERTIFICATES_ISSUE).orThrow();
        assertThat(used()).isEqualTo(first);
        CLOCK.forward(Duration.ofSeconds(2));
        tokens.shown(secret, Scope.CERTIFICATES_ISSUE).orThrow();
        assertThat(used()).isEqualTo(CLOCK.instant());
    }

    private static java.time.Instant used() {
        signet.transactions().durable(() -> null);
        return tokens.all().stream()
                .filter(token -> token.name().equals("used"))
                .findFirst()
                .orElseThrow()
                .used()
                .orElseThrow();
    }

    @Test
    void administratorsMakeAndRevokeThemOnceAndTheLogTells() {
        Actor officer = Actor.account("olga", "10.0.0.2", Role.OFFICER);
        assertThat(code(create("officers", 1, officer))).isEqualTo(RefusalCode.NOT_ALLOWED);
        OneTimeSecret secret = create("once", 9, TestCa.OPERATOR).orThrow().secret();
        assertThat(code(create("once", 9, TestCa.OPERATOR))).isEqualTo(RefusalCode.BAD_NAME);
        assertThat(code(tokens.revoke("once", officer))).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(code(tokens.revoke("none", TestCa.OPERATOR))).isEqualTo(RefusalCode.NOT_FOUND);
        tokens.revoke("once", TestCa.OPERATOR).orThrow();
        assertThat(code(tokens.revoke("once", TestCa.OPERATOR))).isEqualTo(RefusalCode.ALREADY_REVOKED);
        assertThat(code(create("once", 9, TestCa.OPERATOR)))
                .as("the name stays taken")
                .isEqualTo(RefusalCode.BAD_NAME);
        assertThat(tokens.shown(secret, Scope.CERTIFICATES_ISSUE).refusal().detail())
                .contains("was revoked");
        List<AuditEntry> latest = signet.audit().latest(2);
        assertThat(latest).extracting(AuditEntry::type).containsExactly("TokenRevoked", "TokenCreated");
        assertThat(latest.get(1).details())
                .contains("token=once\nscopes=certificates:issue\ndomains=example.com\n")
                .doesNotContain(secret.text())
                .doesNotContain(secret.digest().hex());
    }

    @ParameterizedTest
    @CsvSource({"'', 9, BAD_NAME", "Erp, 9, BAD_NAME", "a b, 9, BAD_NAME", "d0, 0, BAD_INPUT", "d731, 731, BAD_INPUT"})
    void whatCannotBeIsRefused(String name, int days, RefusalCode code) {
        assertThat(code(create(name, days, TestCa.OPERATOR))).isEqualTo(code);
    }

    @Test
    void aTokenNeedsAScope() {
        assertThat(code(tokens.create(new ApiToken.Plan("none", Set.of(), Set.of(), 9), TestCa.OPERATOR)))
                .isEqualTo(RefusalCode.BAD_INPUT);
    }
}
