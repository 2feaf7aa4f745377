package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.ca.trust.TrustKit;
import org.signet.ca.trust.TrustKits;
import org.signet.model.Mail;

class TrustPagesTest {
    private static TrialSite site;
    private final Browsing visitor = new Browsing(site.url);

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private HttpResponse<String> post(String address, String... headers) {
        return visitor.post("/trust/test-message", Map.of("address", address), headers);
    }

    private static List<Mail> mailsTo(String address) {
        return site.signet.mailQueue().latest(100).stream()
                .map(queued -> queued.mail())
                .filter(mail -> mail.to().toString().equals(address))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Windows NT 10.0, windows.cmd",
        "Macintosh, apple.mobileconfig",
        "Android 15, android.crt",
        "X11; Linux, debian.sh",
        "curl/8.5, windows.cmd"
    })
    void theVisitorsPlatformComesFirst(String agent, String first) {
        String page = visitor.get("/trust", "User-Agent", agent).body();
        String kits = page.substring(page.indexOf("class=\"folds\""));
        assertThat(kits.substring(kits.indexOf("href=\"/trust/"))).startsWith("href=\"/trust/" + first);
        assertThat(page.contains("for this device")).isEqualTo(!agent.startsWith("curl"));
        assertThat(page.split("<details class=\"fold\" open", -1)).hasSize(agent.startsWith("curl") ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"><script>alert(1)</script>", "Windows\"><img src=x>", "${7*7} {0} `id`"})
    void whatABrowserSaysOfItselfIsNotShown(String agent) {
        HttpResponse<String> page =
                visitor.get("/trust", "User-Agent", agent, "Sec-CH-UA-Platform", agent, "Accept-Language", "en");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("alert(1)", "<img src=x", "`id`");
    }

    @Test
    void everyKitIsThereWithItsTypeAndNothingElse() {
        for (TrustKit kit : TrustKits.all()) {
            HttpResponse<byte[]> file = visitor.download("/trust/" + kit.fileName());
            assertThat(file.statusCode()).as(kit.id()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith(kit.mediaType().split(";")[0]));
            assertThat(file.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(how -> assertThat(how).endsWith("filename=\"" + kit.fileName() + "\""));
            assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(file.body()).isNotEmpty();
        }
        assertThat(visitor.download("/trust/windows.exe").statusCode()).isEqualTo(404);
    }

    @Test
    void archivesSayWhatToDoInBothLanguages() throws Exception {
        try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(
                visitor.download("/trust/thunderbird.zip").body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("README.txt");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Compare the SHA-256", "Vergleichen Sie", site.url + "/trust");
        }
    }

    @ParameterizedTest
    @CsvSource({"en,Is my device ready?", "de,Ist mein Ger"})
    void theTestMessageIsAFile(String language, String subject) {
        HttpResponse<String> file = visitor.get("/trust/test-message.eml", "Accept-Language", language);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("message/rfc822"));
        assertThat(file.body()).contains("Content-Type: multipart/signed", "From: ca@example.com");
        if (language.equals("en")) {
            assertThat(file.body()).contains("Subject: " + subject);
        }
    }

    @Test
    void theTestMessageIsMailedWithinTheCompanyAndTheAnswerIsAlwaysTheSame() {
        String first = post("known@example.com").body();
        assertThat(mailsTo("known@example.com")).hasSize(1).allMatch(Mail::signed);
        assertThat(post("nobody@example.com").body().replace("nobody", "known")).isEqualTo(first);
        for (int i = 0; i < 8; i++) {
            assertThat(post("KNOWN@example.com").body().replace("KNOWN", "known"))
                    .isEqualTo(first);
        }
        assertThat(mailsTo("known@example.com").size()
                        + mailsTo("KNOWN@example.com").size())
                .as("in an hour, however often somebody asks")
                .isEqualTo(5);
        assertThat(site.signet.audit().latest(50))
                .filteredOn(entry -> entry.type().equals("TestMessageSent"))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada@elsewhere.example | addresses of our own domains only",
                "\"><script>x</script> | address",
                "ada@example.com_Bcc: eve@example.com | address"
            })
    void anotherAddressIsRefusedWithASentence(String address, String why) {
        HttpResponse<String> page = post(address.replace("_", "\r\n"), "Accept-Language", "en");
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).containsPattern("class=\"error\"(?s:.)*" + why).doesNotContain("<script>x");
        assertThat(mailsTo(address)).isEmpty();
    }

    @Test
    void anotherSiteSendsNothing() {
        assertThat(post("ada@example.com", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(mailsTo("ada@example.com")).isEmpty();
    }
}
