package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.possession.Proofs;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Mail;

/** What everybody may do to end a certificate: by the mailbox, and by the key. */
class HolderPagesTest {
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

    private static CertificateRecord issued(KeyPair key, String... locals) {
        return site.signet
                .operatorIssuance()
                .issue(
                        List.of(locals).stream()
                                .map(local -> new EmailAddress(local, "example.com"))
                                .toList(),
                        Optional.empty(),
                        site.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private static CertificateRecord issued(String... locals) {
        return issued(Csr.key(KeyType.EC_P256), locals);
    }

    private static boolean isRevoked(CertificateRecord certificate) {
        return site.signet
                        .certificates()
                        .find(certificate.serial())
                        .orElseThrow()
                        .status()
                instanceof CertificateStatus.Revoked;
    }

    private static List<Mail> mailsTo(String address) {
        return site.signet.mailQueue().latest(100).stream()
                .map(queued -> queued.mail())
                .filter(mail -> mail.to().toString().equals(address))
                .toList();
    }

    private String linkFor(String address) {
        assertThat(visitor.post("/revoke", Map.of("address", address)).statusCode())
                .isEqualTo(200);
        return mailsTo(address)
                .get(0)
                .body()
                .replaceAll("(?s).*" + Pattern.quote(site.url) + "(/revoke/[A-Za-z0-9_-]+).*", "$1");
    }

    @Test
    void theAnswerTellsNobodyWhoHasACertificate() {
        issued("known");
        String known =
                visitor.post("/revoke", Map.of("address", "known@example.com")).body();
        for (String other : List.of("nobody@example.com", "nobody@elsewhere.example")) {
            HttpResponse<String> answer = visitor.post("/revoke", Map.of("address", other));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(text(answer.body()).replace(other, "known@example.com")).isEqualTo(text(known));
            assertThat(mailsTo(other)).isEmpty();
        }
        assertThat(mailsTo("known@example.com")).hasSize(1);
        HttpResponse<String> wrong = visitor.post("/revoke", Map.of("address", "\"><script>x"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"address-error\"").doesNotContain("<script>x");
    }

    private static String text(String html) {
        return html.replace("<wbr>", "");
    }

    @Test
    void aMailScannerChangesNothingAndTheButtonWorksOnce() {
        CertificateRecord certificate = issued("scanned", "scanned.too");
        CertificateRecord second = issued("scanned");
        String link = linkFor("scanned@example.com");
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> look = visitor.get(link);
            assertThat(look.statusCode()).isEqualTo(200);
            assertThat(look.body())
                    .contains(certificate.serial().hex(), second.serial().hex(), "Somebody else may have my key")
                    .doesNotContain("privilegeWithdrawn", "certificateHold");
        }
        for (Map<String, String> unfinished : List.of(
                Map.<String, String>of(),
                Map.of("reason", "keyCompromise", "confirmed", "on"),
                Map.of("serial", certificate.serial().hex(), "confirmed", "on"),
                Map.of("serial", certificate.serial().hex(), "reason", "keyCompromise"),
                Map.of("serial", certificate.serial().hex(), "reason", "privilegeWithdrawn", "confirmed", "on"))) {
            HttpResponse<String> answer = visitor.post(link, unfinished);
            assertThat(answer.statusCode()).as(unfinished.toString()).isEqualTo(422);
            assertThat(answer.body()).contains("role=\"alert\"");
        }
        Map<String, String> form =
                Map.of("serial", certificate.serial().hex(), "reason", "keyCompromise", "confirmed", "on");
        assertThat(visitor.post(link, form, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(isRevoked(certificate)).isFalse();
        HttpResponse<String> done = visitor.post(link, form);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body())
                .contains(
                        "chip-revoked", "href=\"/enroll\"", certificate.serial().hex());
        assertThat(isRevoked(certificate)).isTrue();
        assertThat(isRevoked(second)).isFalse();
        for (String address : List.of("scanned@example.com", "scanned.too@example.com")) {
            assertThat(mailsTo(address).get(0).subject()).isEqualTo("Your certificate was revoked (Example Company)");
            assertThat(mailsTo(address).get(0).body())
                    .contains(certificate.serial().hex(), site.url + "/enroll");
        }
        HttpResponse<String> again = visitor.post(
                link, Map.of("serial", second.serial().hex(), "reason", "keyCompromise", "confirmed", "on"));
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("This link did its work");
        assertThat(isRevoked(second)).isFalse();
    }

    @Test
    void oneReaderCannotRevokeAnothersCertificate() {
        CertificateRecord own = issued("own");
        CertificateRecord foreign = issued("foreign");
        String link = linkFor("own@example.com");
        HttpResponse<String> answer = visitor.post(
                link, Map.of("serial", foreign.serial().hex(), "reason", "keyCompromise", "confirmed", "on"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(own.serial().hex());
        assertThat(isRevoked(foreign)).isFalse();
    }

    @Test
    void mailAndPagesSpeakGermanToo() {
        CertificateRecord certificate = issued("deutsch");
        visitor.get("/revoke?lang=de");
        String link = linkFor("deutsch@example.com");
        assertThat(mailsTo("deutsch@example.com").get(0).subject())
                .isEqualTo("Widerrufen Sie Ihr Zertifikat (Example Company)");
        assertThat(visitor.get(link).body()).contains("Jemand anders kann meinen Schlüssel haben");
        assertThat(visitor.post(
                                link,
                                Map.of("serial", certificate.serial().hex(), "reason", "superseded", "confirmed", "on"))
                        .body())
                .contains("Widerrufen", "holen Sie ein neues Zertifikat");
        assertThat(visitor.get("/compromised").body()).contains("Ein Schlüssel ist in anderen Händen");
    }

    @Test
    void unknownLinksLeadOn() {
        HttpResponse<String> answer = visitor.get("/revoke/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("href=\"/revoke\"");
        assertThat(visitor.get("/").body()).contains("href=\"/revoke\"");
    }

    @Test
    void aKeyIsProvenAndItsCertificatesEnd() {
        KeyPair key = Csr.key(KeyType.EC_P256);
        CertificateRecord certificate = issued(key, "finder");
        assertThat(visitor.get("/compromised").body())
                .contains("openssl req -new -key FILE -subj \"/CN=This key is compromised\"");
        HttpResponse<String> caught =
                visitor.post("/compromised", Map.of("request", Pem.encode(Pem.REQUEST, Bytes.of(Csr.of(key)))));
        assertThat(caught.statusCode()).as("an enrolment that was caught").isEqualTo(422);
        assertThat(caught.body()).contains("id=\"request-error\"", "exactly that sentence");
        Map<String, String> proof = Map.of("request", Proofs.compromised(key));
        assertThat(visitor.post("/compromised", proof, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(isRevoked(certificate)).isFalse();
        assertThat(visitor.post("/compromised", proof).body())
                .contains("chip-revoked", certificate.serial().hex());
        assertThat(isRevoked(certificate)).isTrue();
        assertThat(mailsTo("finder@example.com").get(0).body())
                .contains(certificate.serial().hex());
        assertThat(visitor.post("/compromised", proof).body()).contains("Revoked already before");
    }

    @Test
    void aStrangeKeyIsNotedAndHostileTextStaysText() {
        HttpResponse<String> none =
                visitor.post("/compromised", Map.of("request", Proofs.compromised(Csr.key(KeyType.EC_P256))));
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("No certificate of ours has this key", "it is not certified here");
        HttpResponse<String> hostile = visitor.post("/compromised", Map.of("request", "</textarea><script>x"));
        assertThat(hostile.statusCode()).isEqualTo(422);
        assertThat(hostile.body()).contains("&lt;/textarea&gt;").doesNotContain("</textarea><script>");
        assertThat(visitor.post("/compromised", Map.of("request", "A".repeat(20_000)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(visitor.post("/compromised", Map.of()).statusCode()).isEqualTo(422);
    }

    /** RFC 9116. */
    @Test
    void findersAreToldWhereToTurn() {
        HttpResponse<String> answer = visitor.get("/.well-known/security.txt");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(answer.body().lines())
                .contains("Contact: " + site.url + "/compromised", "Contact: mailto:ca@example.com")
                .contains("Canonical: " + site.url + "/.well-known/security.txt");
        String expires = answer.body().replaceAll("(?s).*Expires: (\\S+).*", "$1");
        assertThat(Instant.parse(expires)).isAfter(Instant.now());
    }
}
