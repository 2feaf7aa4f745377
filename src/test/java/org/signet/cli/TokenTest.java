package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.Scope;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.TokenView;

class TokenTest {
    @TempDir
    Path folder;

    @Test
    void aTokenIsMadeShownWithoutItsSecretAndEnded() throws IOException {
        String ca = TestCa.copy(folder).toString();
        Ran made = Ran.of(
                "token",
                "create",
                "--data",
                ca,
                "--name",
                "erp",
                "--scope",
                "certificates:issue",
                "certificates:find",
                "--domain",
                "Example.com",
                "--days",
                "9");
        assertThat(made.code()).isZero();
        assertThat(made.out()).matches("[A-Za-z0-9_-]{43}\n");
        OneTimeSecret secret = new OneTimeSecret(made.out().strip());
        try (Signet signet = TestCa.open(Path.of(ca))) {
            assertThat(signet.apiTokens()
                            .shown(secret, Scope.CERTIFICATES_FIND)
                            .orThrow()
                            .domains())
                    .containsExactly("example.com");
        }
        assertThat(Ran.of("token", "create", "--data", ca, "--name", "erp", "--scope", "certificates:issue")
                        .code())
                .isEqualTo(2);
        Ran list = Ran.of("token", "list", "--data", ca);
        assertThat(list.out()).startsWith("erp  active  until ").doesNotContain(secret.text());
        Ran revoked = Ran.of("token", "revoke", "--data", ca, "erp");
        assertThat(revoked).isEqualTo(new Ran(0, "", "Revoked erp.\n"));
        assertThat(Ran.of("token", "revoke", "--data", ca, "erp").code()).isEqualTo(1);
        TokenView[] views = Json.read(
                        Ran.of("token", "list", "--data", ca, "--json").out(), TokenView[].class)
                .orThrow();
        assertThat(views).hasSize(1).allMatch(view -> view.state().equals("revoked"));
    }

    @Test
    void aDomainOfOthersIsRefused() throws IOException {
        Ran ran = Ran.of(
                "token",
                "create",
                "--name",
                "erp",
                "--scope",
                "certificates:issue",
                "--domain",
                "typo.example",
                "--data",
                TestCa.copy(folder).toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("This CA certifies addresses of auto.example, example.com only, not of typo.example");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void scopesAreNamed() throws IOException {
        Ran ran = Ran.of("token", "create", "--name", "erp", "--scope", "all");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("certificates:find, certificates:issue, certificates:revoke, metrics:read, not all");
    }
}
