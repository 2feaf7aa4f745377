package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.OTHER_ROOT;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.Certificate;

class CheckPagesTest {
    private static final String EML = "message/rfc822";
    private static TrialSite site;
    private final Browsing visitor = new Browsing(site.url);

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        site.signet
                .addressBook()
                .partners()
                .accept("Beta", Set.of("beta.example"), List.of(OTHER_ROOT.certificate()), TestCa.OPERATOR)
                .orThrow();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private HttpResponse<String> check(String message) {
        return visitor.post("/check", EML, Mail.octets(message), "Accept-Language", "en");
    }

    private String ours() {
        return new String(visitor.download("/trust/test-message.eml").body(), StandardCharsets.ISO_8859_1);
    }

    private static String by(Certificate certificate, String from) {
        return Mail.from(from, Mail.signed(Mail.TEXT, People.BOB.with(certificate)));
    }

    private static Certificate partner(String... addresses) {
        return OTHER_ROOT.certify(People.BOB.pair().getPublic(), draft -> draft.of(addresses));
    }

    @Test
    void whatOurCaVouchesForIsGood() {
        HttpResponse<String> page = check(ours());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .contains(
                        "message-seal-good",
                        "panel-lock-none",
                        "Signed by ca@example.com",
                        "our records",
                        "not revoked");
    }

    @Test
    void aSmallMessageMayBePasted() {
        HttpResponse<String> page = visitor.post("/check", Map.of("message", ours()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("message-seal-good");
        assertThat(visitor.post("/check", Map.of("message", " "), "Accept-Language", "en")
                        .body())
                .contains("There is no message in it");
    }

    @Test
    void theTextOfAChangedMessageIsNotShown() {
        String message = Mail.fromAda(Mail.signed(Mail.TEXT, People.ADA)).replace("I am Ada", "I am Eve");
        assertThat(check(message).body())
                .contains("message-seal-broken", "class=\"alarm\"")
                .doesNotContain("I am Eve", "action=\"/message/insist\"");
    }

    @Test
    void aPartnerIsBelievedForItsOwnDomainAlone() {
        assertThat(check(by(partner("dan@beta.example"), "Dan <dan@beta.example>"))
                        .body())
                .contains("message-seal-good", "Signed by dan@beta.example", "not known");
        for (String[] addresses :
                new String[][] {{"ceo@example.com"}, {"dan@gamma.example"}, {"ceo@example.com", "dan@beta.example"}, {}
                }) {
            Certificate forged = partner(addresses);
            for (String from : List.of("dan@beta.example", "ceo@example.com")) {
                assertThat(check(by(forged, from)).body())
                        .as(List.of(addresses) + " from " + from)
                        .contains("message-seal-doubt")
                        .doesNotContain("message-seal-good");
            }
        }
    }

    @Test
    void anEncryptedMessageIsRecognisedAndStaysClosed() {
        for (ContentCipher cipher : List.of(ContentCipher.AES_256_GCM, ContentCipher.AES_256_CBC)) {
            assertThat(check(Mail.fromAda(Mail.encrypted(Mail.TEXT, cipher, People.ADA)))
                            .body())
                    .contains("panel-lock-shut", "message-seal-hidden", "signet show --in message.eml --p12 FILE.p12")
                    .doesNotContain("I am Ada", "show it once more");
        }
    }

    @Test
    void hostileTextIsText() {
        String html = "<script>alert(1)</script><img src=http://attacker.example/x>The words. &lt;b&gt;";
        String message = Mail.from(
                "\"<script>alert(2)</script>\" =?utf-8?q?=E2=80=AEmoc?= <x@beta.example>",
                Mail.mixed(
                        Mail.html(html),
                        "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"<img src=x>.txt\"\r\n\r\nx"));
        assertThat(check(message).body())
                .contains("The words. &lt;b&gt;", "_img src=x_.txt")
                .doesNotContain("<script>alert", "<img src", "attacker.example", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "hello", "\u0000\u0001\u0002", "0\u0080"})
    void whatIsNoMessageIsRefusedWithASentence(String other) {
        HttpResponse<String> page = check(other);
        assertThat(page.statusCode()).isBetween(400, 499);
        assertThat(page.body()).contains("notice-warn").doesNotContain("problem.");
    }

    @Test
    void aPrivateKeyIsSentAway() throws Exception {
        Path folder = TestCa.temporaryFolder();
        byte[] p12 = Files.readAllBytes(People.BOB.writeP12(folder, Pkcs12File.Flavour.MODERN, "a long secret"));
        String pem = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
        for (byte[] key : List.of(p12, Mail.octets(pem), Mail.octets(pem.replace("PRIVATE", "ENCRYPTED PRIVATE")))) {
            HttpResponse<String> page = visitor.post("/check", EML, key, "Accept-Language", "en");
            assertThat(page.statusCode()).isEqualTo(422);
            assertThat(page.body()).contains("This is a private key, not a message. It was deleted here at once");
        }
    }

    @Test
    void whatIsLongerThanAFormMayBeIsCheckedAndWhatIsTooLongIsNot() {
        String text = "Content-Type: text/plain\r\n\r\n" + "All work and no play.\r\n".repeat(200_000);
        String signed = Mail.from("dan@beta.example", Mail.signed(text, People.BOB.with(partner("dan@beta.example"))));
        assertThat(check(signed).body()).contains("message-seal-good", "All work", "It is longer");
        assertThat(visitor.post("/check", Map.of("message", signed)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void anotherSiteSendsNothing() {
        assertThat(visitor.post("/check", EML, Mail.octets(ours()), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void multipartIsStillNotParsed() {
        assertThat(visitor.post("/check", "multipart/form-data; boundary=x", new byte[10])
                        .statusCode())
                .isEqualTo(400);
    }
}
