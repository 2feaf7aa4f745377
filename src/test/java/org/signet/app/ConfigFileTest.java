package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.ca.enrollment.EnrollmentRules.Approval;
import org.signet.edge.mail.SmtpSettings;
import org.signet.model.Outcome;

class ConfigFileTest {

    @TempDir
    Path folder;

    private Outcome<Config> read(String text) {
        return ConfigTexts.read(folder, text.replace("|", "\n"));
    }

    private String refusal(String text) {
        return read(text).refusal().detail();
    }

    @Test
    void whatIsLeftOutIsSafe() {
        Config config = read(ConfigTexts.GOOD).orThrow();
        assertThat(config.domains().get("example.com").approval()).isEqualTo(Approval.OFFICER);
        assertThat(config.listen().address()).isNull();
        assertThat(config.listen().port()).isEqualTo(8080);
        assertThat(config.listen().behindProxy()).isFalse();
        assertThat(config.renewal().remindDays()).containsExactly(30, 14, 3);
        assertThat(read(ConfigTexts.GOOD + "|[renewal]|remind_days = []")
                        .orThrow()
                        .renewal()
                        .remindDays())
                .isEmpty();
        assertThat(config.alarm().recipients()).isEmpty();
        assertThat(read(ConfigTexts.GOOD + "|[alarm]|to = ['duty@example.net']|language = 'de'")
                        .orThrow()
                        .alarm())
                .isEqualTo(new AlarmSettings(java.util.List.of("duty@example.net"), "de", null));
        Config smtp = read(ConfigTexts.HEAD + "[domains.\"example.com\"]|[mail]|host=\"mx\"|from=\"ca@example.com\"")
                .orThrow();
        assertThat(smtp.mail().transport()).isEqualTo(Config.Mail.Transport.SMTP);
        assertThat(smtp.mail().security()).isEqualTo(SmtpSettings.Security.STARTTLS);
        assertThat(smtp.mail().port()).isEqualTo(587);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // what is added to a good [mail] section ~ what the refusal says
                "hots = 'x' ~ there is no key \"hots\"; did you mean \"host\"",
                "pasword_file = 'x' ~ there is no key \"pasword_file\"; did you mean \"password_file\"",
                "[listen]|prot = 1 ~ there is no key \"prot\"; did you mean \"port\"",
                "[listen]|behind-proxy = true ~ did you mean \"behind_proxy\"",
                "[renewal]|remind_days = [30, 0] ~ a list of different numbers of days from 1 to 365",
                "[renewal]|remind_days = [3, 3] ~ a list of different numbers of days",
                "[renewal]|remind_days = ['soon'] ~ renewal.remind_days",
                "[renewal]|reminddays = [3] ~ did you mean \"remind_days\"",
                "[alarm]|to = ['nobody'] ~ [alarm] to and heads_to are lists of e-mail addresses, which \"nobody\" is not",
                "[alarm]|to = 'ada@example.com' ~ alarm.to",
                "[alarm]|language = 'fr' ~ [alarm] language is one of en, de",
                "[alarm]|too = [] ~ there is no key \"too\"; did you mean \"to\"",
                "[lisen]|port = 1 ~ there is no key \"lisen\"; did you mean \"listen\"",
                "[domains.'a.com']|aproval = 'officer' ~ its keys are \"approval\", \"profile\" and \"pair\"",
                "[domains.'a.com']|pair = 'yes' ~ domains.a.com.pair: ",
                "[domains.'a.com']|approval = 'everybody' ~ domains.a.com.approval: ",
                "[domains.'A.com'] ~ not a mail domain in lower case; write [domains.\"a.com\"]",
                "[domains.'bücher.example'] ~ write [domains.\"xn--bcher-kva.example\"]",
                "[domains.'localhost'] ~ not a mail domain",
                "[domains.sub.example.com] ~ in quotes",
                "[domains.'a.com']|profile = 'person-strict' ~ set organization_id",
                "[profiles.mailbox-strict]|days = 3.9 ~ profiles.mailbox-strict.days: ",
                "[domains.'a.com']|profile = 'smime' ~ there are mailbox-strict",
                "[domains.'a.com']|profile = 'person-strict'|approval = 'automatic' ~ need somebody who knows them",
                "[profiles.person-strict]|days = 900 ~ [profiles.person-strict] days is a number from 1 to 825",
                "[profiles.person-strikt]|days = 90 ~ There is no profile person-strikt",
                "[profiles.person-strict]|day = 90 ~ did you mean \"days\"",
                "[listen]|port = 'many' ~ listen.port: ",
                "[listen]|port = [1] ~ listen.port: ",
                "[listen]|port = 0 ~ from 1 to 65535",
                "[listen]|port = 65536 ~ from 1 to 65535",
                "[listen]|status_port = -1 ~ from 1 to 65535",
                "[listen]|behind_proxy = 'perhaps' ~ listen.behind_proxy: ",
                "[listen]|tls_certificate = 'a.pem' ~ tls_certificate and tls_key go together",
                "[listen]|tls_key = 'a.key' ~ tls_certificate and tls_key go together",
                "[listen]|address = '0.0.0.0' ~ without TLS the server listens on this machine only",
                "[listen]|address = '192.0.2.1' ~ without TLS the server listens on this machine only",
                "[listen]|address = '::' ~ without TLS the server listens on this machine only",
                "[listen]|behind_proxy = true ~ the built-in outbox shows everybody's mail",
                "[listen]|address = '0.0.0.0'|tls_certificate = 'a'|tls_key = 'b' ~ the built-in outbox shows",
                "user = 'signet' ~ user needs password_file",
                "transport = 'smtp' ~ line ",
                "port = ~ line ",
                "[[mail]] ~ line ",
            })
    void whatIsWrongIsNamed(String added, String message) {
        assertThat(refusal(ConfigTexts.GOOD + added.replace('\'', '"') + "\n"))
                .startsWith(folder.resolve("signet.toml") + ": ")
                .contains(message)
                .endsWith(".")
                .doesNotContain("\n");
    }

    @Test
    void whatStandsTwiceIsNamedWithItsLines() {
        String head = "company = \"Example\"|# a remark|[mail]|host = \"a\"|[listen]|host = \"a\"|port = 1|";
        assertThat(refusal(head + "# port = 3||port = 2|status_port = 3"))
                .endsWith("signet.toml: line 10: port stands here again, as in line 7; take one of the two out.");
        assertThat(refusal(head + "[mail]|port = 2|"))
                .endsWith("signet.toml: line 8: [mail] stands here again, as in line 3; take one of the two out.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "company ~ company, policy_arc and at least one domain",
                "policy_arc ~ company, policy_arc and at least one domain",
                "url ~ is not a",
                "status_url ~ is not a",
            })
    void whatIsMissingIsNamed(String key, String message) {
        assertThat(refusal(ConfigTexts.GOOD.replaceAll("(?m)^" + key + " = .*\n", "")))
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "policy_arc ~ 1.2.x ~ dotted object identifier",
                "policy_arc ~ 1.50.1 ~ dotted object identifier",
                "policy_arc ~ 3.1 ~ dotted object identifier",
                "company ~ ` ` ~ company's name",
                "url ~ http://ca.example.com ~ must begin with https://",
                "status_url ~ https://ca.example.com ~ must begin with http://",
            })
    void whatDoesNotFitIsNamed(String key, String value, String message) {
        assertThat(refusal(ConfigTexts.GOOD.replaceAll("(?m)^" + key + " = .*$", key + " = \"" + value + "\"")))
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[listen]|address = '127.0.0.1'",
                "[listen]|address = '::1'",
                "[listen]|address = 'localhost'",
                "[listen]|port = 1",
            })
    void loopbackNeedsNoTls(String added) {
        String text = ConfigTexts.GOOD + added.replace('\'', '"') + "\n";
        assertThat(read(text).isOk()).isTrue();
    }

    @Test
    void others() throws IOException {
        assertThat(read("").isOk()).isFalse();
        assertThat(ConfigFile.read(folder.resolve("missing.toml")).refusal().detail())
                .contains("cannot be read");
        Path latin = Files.write(folder.resolve("latin.toml"), new byte[] {'#', (byte) 0xfc, '\n'});
        assertThat(ConfigFile.read(latin).refusal().detail()).contains("cannot be read");
        String smtp = ConfigTexts.HEAD + "[domains.\"example.com\"]|[mail]|";
        assertThat(refusal(smtp + "host = \"mx\"|")).contains("host and from");
        assertThat(refusal(smtp + "host = \"mx\"|from = \"nobody\"|")).contains("host and from");
        assertThat(read(smtp + "host = \"mx\"|from = \"ca@example.com\"|[listen]|address=\"0.0.0.0\"|behind_proxy=true")
                        .isOk())
                .isTrue();
    }

    @Test
    void aSlashAtTheEndOfAUrlDoesNotCount() {
        Config config = read(ConfigTexts.GOOD.replace(":8080\"", ":8080/\"")).orThrow();
        assertThat(config.url()).isEqualTo("http://localhost:8080");
        assertThat(config.statusUrl()).isEqualTo("http://localhost:8080");
    }
}
