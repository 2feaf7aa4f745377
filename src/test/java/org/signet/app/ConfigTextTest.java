package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.crypto.policy.KeyType;
import org.signet.model.RefusalCode;

class ConfigTextTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyCommentedKeyCanBeUncommented(boolean outbox) {
        Founding.Plan plan = new Founding.Plan(
                Company.parse("Example Company", null, null).orThrow(),
                List.of("example.com"),
                "https://ca.example.com",
                "http://pki.example.com",
                new PolicyArc("1.3.6.1.4.1.99999.1"),
                true,
                outbox,
                NewKey.Wish.of(KeyType.EC_P256),
                NewKey.Wish.of(KeyType.EC_P256));
        String all = ConfigText.of(plan)
                .replaceAll("(?m)^# (\\w+ = )", "$1")
                .replace("transport = \"outbox\"", "transport = \"smtp\"");
        Config config = ConfigTexts.read(folder, all).orThrow();
        assertThat(config.mail().user()).isEqualTo("signet");
        assertThat(config.mail().host()).isNotNull();
        assertThat(config.listen().tls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "company = .* ~ company = \"Evil Bank AG\" ~ company was fixed",
                "status_url = .* ~ status_url = \"http://pki.example.com\" ~ http://localhost:8080/crl/",
                "\\[listen\\] ~ [domains.\"evil.example\"]¶[listen] ~ outside the mail domains"
            })
    void whatTheCertificatesSayIsNotChangedByTheConfiguration(String line, String other, String says)
            throws IOException {
        Path ca = TestCa.copy(folder);
        Path toml = ca.resolve("signet.toml");
        Files.writeString(
                toml,
                Files.readString(toml)
                        .replaceFirst("(?m)^" + line + "$", Matcher.quoteReplacement(other.replace('¶', '\n'))));
        var opened = Signet.open(ca, KeysOnDisk.Passphrases.none());
        assertThat(opened.refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(opened.refusal().detail()).contains(says);
    }

    @Test
    void whatIsPutInMayLookLikeAPlace(@TempDir Path parent) throws IOException {
        Founding.Plan p = TestCa.plan(List.of("example.com"), "http://localhost:8080", KeyType.EC_P256);
        Founding.Plan odd = new Founding.Plan(
                Company.parse("{domains} {company}", "NTRDE-{company}", null).orThrow(),
                p.domains(),
                p.url(),
                p.statusUrl(),
                p.arc(),
                p.constraintsCritical(),
                p.outbox(),
                p.rootKey(),
                p.issuingKey());
        Config config = ConfigFile.read(Files.writeString(parent.resolve("signet.toml"), ConfigText.of(odd)))
                .orThrow();
        assertThat(config.company()).isEqualTo("{domains} {company}");
        assertThat(config.organizationId()).isEqualTo("NTRDE-{company}");
    }
}
