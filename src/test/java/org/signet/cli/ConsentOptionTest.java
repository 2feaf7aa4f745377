package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.access.Browser;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.Proposal;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.keys.Passphrase;
import org.signet.model.Actor;
import org.signet.model.Role;

/** Commands that need two administrators: they ask, they go on once, and they change nothing before. */
class ConsentOptionTest {
    private Path folder;

    @BeforeEach
    void copy(@TempDir Path parent) {
        folder = TestCa.copy(parent);
        try (Signet signet = TestCa.open(folder)) {
            for (String name : List.of("ada", "bob")) {
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
    }

    private Ran run(String... words) {
        return Ran.of(Stream.of(words, new String[] {"--data", folder.toString()})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private static Actor actor(String user) {
        return Actor.account(user, "10.0.0.1", Role.ADMINISTRATOR);
    }

    private List<Proposal> waiting() {
        try (Signet signet = TestCa.open(folder)) {
            return signet.oversight().proposals().waiting();
        }
    }

    private void agree(String... users) {
        try (Signet signet = TestCa.open(folder)) {
            Proposal proposal = signet.oversight().proposals().waiting().get(0);
            for (String user : users) {
                signet.oversight()
                        .council()
                        .agree(proposal.id(), proposal.digest(), "", actor(user), "en")
                        .orThrow();
            }
        }
    }

    private Issuer.Standing standing() {
        try (Signet signet = TestCa.open(folder)) {
            return signet.hierarchy().find("issuing-1").orThrow().standing();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authority root-crl",
                "authority root-crl root-1",
                "authority new-issuer --key ec-p256",
                "authority add-domain new.example",
                "authority renew issuing-1",
                "authority rollover --key ec-p256",
                "authority revoke-issuer issuing-1 --reason superseded --yes"
            })
    void workWithTheRootsKeyWaitsForTwoAndIsDoneOnce(String verb) {
        String[] words = verb.split(" ");
        Ran asked = run(words);
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err())
                .contains("two of them agree at", "http://localhost:8080/admin/decisions")
                .endsWith("Give the same command again when they agreed, or --wait now.\n");
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("protocol-"));
        assertThat(run(words).code()).isEqualTo(1);
        assertThat(waiting()).as("asked once").hasSize(1);
        assertThat(waiting().get(0).act().kind())
                .isEqualTo(verb.contains("revoke") ? Act.Kind.REVOKE_ISSUER : Act.Kind.USE_ROOT);
        agree("ada");
        assertThat(run(words).code()).isEqualTo(1);
        agree("bob");
        Ran done = run(words);
        assertThat(done.err()).isEmpty();
        assertThat(done.code()).isZero();
        assertThat(done.out().replaceAll("\\s+", " ")).contains("is open. ada, bob agreed to this work.");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void sharesAreMadeWithTheConsentOfTwo(@TempDir Path shares) {
        String[] words = {"authority", "split", "--holders", "3", "--threshold", "2", "--out-dir", shares.toString()};
        assertThat(run(words).code()).isEqualTo(1);
        assertThat(shares).isEmptyDirectory();
        agree("ada", "bob");
        assertThat(run(words).code()).isZero();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void theGuidedSessionAsksForWhatTheVerbDoes() {
        byte[] answers = "\n1\nroot-1\ny\n".getBytes(StandardCharsets.US_ASCII);
        Ran asked = Ran.fed(answers, "authority", "ceremony", "--data", folder.toString());
        assertThat(asked.code()).isEqualTo(1);
        agree("ada", "bob");
        assertThat(run("authority", "root-crl", "root-1").code()).isZero();
    }

    @Test
    void otherParametersAreAnotherAct() {
        run("authority", "renew", "issuing-1");
        agree("ada", "bob");
        Ran other = run("authority", "revoke-issuer", "issuing-1", "--reason", "superseded", "--yes");
        assertThat(other.code()).isEqualTo(1);
        assertThat(standing()).isEqualTo(Issuer.Standing.ACTIVE);
        assertThat(run("authority", "renew", "root-1").code()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedAnywayAsksNobody() {
        assertThat(run("authority", "renew", "issuing-9").code()).isEqualTo(1);
        assertThat(run("authority", "revoke-issuer", "root-1", "--reason", "superseded", "--yes")
                        .code())
                .isEqualTo(1);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aWrongPassphraseDoesNotUseTheAgreementUp(@TempDir Path other) throws Exception {
        run("authority", "root-crl");
        agree("ada", "bob");
        Path passphrase = folder.resolve("keys").resolve("root-1.passphrase");
        Path away = other.resolve("away");
        Files.move(passphrase, away);
        Files.writeString(passphrase, "wrong wrong wrong wrong\n");
        assertThat(run("authority", "root-crl").code()).isEqualTo(1);
        Files.move(away, passphrase, StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("authority", "root-crl").code()).isZero();
    }

    @Test
    void waitingItGoesOnWhenTheyAgreed() {
        CompletableFuture<Void> agreeing = CompletableFuture.runAsync(() -> {
            while (waiting().isEmpty()) {
                Thread.onSpinWait();
            }
            agree("bob", "ada");
        });
        Ran done = run("authority", "root-crl", "--wait");
        agreeing.join();
        assertThat(done.code()).isZero();
        assertThat(done.err()).endsWith("Agreed.\n");
    }

    @Test
    void waitingItEndsWhenOneRefuses() {
        CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> {
            while (waiting().isEmpty()) {
                Thread.onSpinWait();
            }
            try (Signet signet = TestCa.open(folder)) {
                signet.oversight()
                        .council()
                        .refuse(signet.oversight().proposals().waiting().get(0).id(), "not today", actor("bob"))
                        .orThrow();
            }
        });
        Ran refused = run("authority", "root-crl", "--wait");
        refusing.join();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).endsWith("It was refused by bob (not today); nothing was done.\n");
    }

    @Test
    void anOperatorsAdministratorsAreMadeByTwo() {
        Ran asked = run("user", "invite", "carl@example.com", "--role", "administrator");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.out()).isEmpty();
        assertThat(asked.err()).endsWith("it is done as soon as they agree.\n");
        assertThat(run("user", "list").out()).doesNotContain("carl");
        agree("ada", "bob");
        assertThat(run("user", "list").out()).contains("carl@example.com  administrator  active  invited until ");
        for (String[] bypass : new String[][] {
            {"user", "invite", "ada"},
            {"user", "end", "ada", "--yes"},
            {"user", "suspend", "ada"},
            {"user", "role", "ada", "officer"}
        }) {
            assertThat(run(bypass).code()).as(String.join(" ", bypass)).isEqualTo(1);
        }
        assertThat(run("user", "list").out()).contains("ada  administrator  active  password set");
    }

    @Test
    void othersAreLookedAfterAtOnce() {
        Ran invited = run("user", "invite", "olga");
        assertThat(invited.code()).isZero();
        assertThat(invited.out()).matches("http://localhost:8080/admin/welcome/[A-Za-z0-9_-]{43}\n");
        assertThat(run("user", "role", "olga", "auditor").code()).isZero();
        assertThat(run("user", "suspend", "olga").err()).isEqualTo("It is suspended, and its sessions have ended.\n");
        assertThat(run("user", "list", "--json").out())
                .contains("\"standing\" : \"suspended\"", "\"role\" : \"auditor\"");
        assertThat(run("user", "restore", "olga").code()).isZero();
        assertThat(run("user", "sessions", "olga").err()).isEqualTo("0 sessions have ended.\n");
        assertThat(run("user", "end", "olga").code()).as("nobody to ask").isEqualTo(1);
        assertThat(run("user", "end", "olga", "--yes").code()).isZero();
        assertThat(run("user", "suspend", "nobody").code()).isEqualTo(1);
        assertThat(run("user", "role", "olga", "boss").code()).isEqualTo(2);
        assertThat(waiting()).isEmpty();
    }
}
