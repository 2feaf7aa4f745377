package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
                KeyType.EC_P256,
                new PolicyArc("1.3.6.1.4.1.99999.1"),
                true,
                outbox,
                null,
                null);
        String all = ConfigText.of(plan)
                .replaceAll("(?m)^# (\\w+ = )", "$1")
                .replace("transport = \"outbox\"", "transport = \"smtp\"");
        Config config = ConfigTexts.read(folder, all).orThrow();
        assertThat(config.mail().user()).isEqualTo("signet");
        assertThat(config.mail().host()).isNotNull();
        assertThat(config.listen().tls()).isTrue();
    }

    @Test
    void anotherStatusUrlThanTheCertificatesCarryIsRefused() throws Exception {
        Path ca = TestCa.copy(folder);
        Path toml = ca.resolve("signet.toml");
        Files.writeString(
                toml,
                Files.readString(toml).replaceAll("(?m)^status_url.*", "status_url = \"http://pki.example.com\""));
        var opened = Signet.open(ca, KeysOnDisk.Passphrases.none());
        assertThat(opened.refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(opened.refusal().detail()).contains("status_url").contains("http://localhost:8080/crl/");
    }
}
