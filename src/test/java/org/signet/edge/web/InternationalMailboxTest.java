package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.ca.enrollment.Enrollment;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.edge.client.Ending;
import org.signet.edge.client.SignetClient;
import org.signet.edge.client.TerminalEnrollment;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.json.CertificatesApi;
import org.signet.edge.json.EnrollmentsApi;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Refusal;

/** Mailboxes beyond ASCII (RFC 6531, RFC 9598) from the form to the directory. */
class InternationalMailboxTest {
    private static TrialSite site;
    private final Browsing visitor = new Browsing(site.url);

    @BeforeAll
    static void start() {
        List<String> domains = List.of("example.com", "xn--bcher-kva.example", "xn--strae-oqa.example");
        site = new TrialSite(TestCa.temporaryFolder(), domains, text -> text, whole -> {
            RateLimit often = new RateLimit(1000, Duration.ofSeconds(1), Clock.systemUTC());
            return List.of(
                    new CertificatesApi(whole.signet.addressBook().directory(), whole.signet.apiTokens(), often),
                    new EnrollmentsApi(
                            whole.enrollments, whole.signet.keyCertification(whole.enrollments), often, often));
        });
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static Enrollment newest() {
        return site.enrollments.latest(1).get(0);
    }

    private static OneTimeSecret mailed(String kind) {
        String body = site.signet.mailQueue().latest(1).get(0).mail().body();
        return new OneTimeSecret(body.replaceAll("(?s).*/enroll/" + kind + "/([A-Za-z0-9_-]+).*", "$1"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What is typed ~ what is recorded ~ other spellings of the same mailbox. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "jörg@example.com ~ jörg@example.com ~ JÖRG@EXAMPLE.com ~ jo\u0308rg@example.com",
                "ada@bücher.example ~ ada@xn--bcher-kva.example ~ Ada@BÜCHER.example ~ ada@xn--bcher-kva.example",
                "jörg.groß@bücher.example ~ jörg.groß@xn--bcher-kva.example ~ Jörg.Groß@Bücher.example ~ jörg.groß@XN--BCHER-KVA.example",
                "山田@straße.example ~ 山田@xn--strae-oqa.example ~ 山田@STRAßE.example ~ 山田@xn--strae-oqa.example"
            })
    void fromTheFormToTheDirectory(String typed, String recorded, String other, String another) throws Exception {
        var sent = visitor.post("/enroll", Map.of("name", "Jörg Groß", "address", typed));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        EmailAddress address = EmailAddress.parse(typed).orThrow();
        assertThat(newest().address()).isEqualTo(address);
        assertThat(address).hasToString(recorded);
        assertThat(site.signet.mailQueue().latest(1).get(0).mail().to()).isEqualTo(address);
        String link = "/enroll/proof/" + mailed("proof").text();
        assertThat(visitor.get(link).body().replace("<wbr>", "")).contains(recorded);
        assertThat(visitor.post(link, Map.of()).statusCode()).isEqualTo(200);
        site.enrollments.approve(newest().id(), "", TestCa.OPERATOR).orThrow();
        OneTimeSecret key = mailed("key");
        assertThat(visitor.get("/enroll/key/" + key.text()).body()).contains("data-email=\"" + recorded + "\"");

        Certificate leaf = site.signet
                .keyCertification(site.enrollments)
                .certify(key, Csr.fresh(), "127.0.0.1")
                .orThrow()
                .get(0)
                .leaf();
        assertSubjectAltName(leaf, address);
        assertThat(leaf.content().addresses()).containsExactly(address);
        for (String spelling : List.of(typed, recorded, other, another)) {
            assertThat(visitor.get("/directory?address=" + encoded(spelling)).body())
                    .as(spelling)
                    .contains(leaf.sha256().hex());
            assertThat(visitor.get("/api/v1/certificates?email=" + encoded(spelling))
                            .body())
                    .as(spelling)
                    .contains(leaf.content().serial().hex());
        }
    }

    /** An rfc822Name is ASCII; what is not stands in a SmtpUTF8Mailbox, its domain as A-label (RFC 9598 §3). */
    private static void assertSubjectAltName(Certificate leaf, EmailAddress address) throws Exception {
        var extension = new X509CertificateHolder(leaf.der().toArray()).getExtension(Extension.subjectAlternativeName);
        GeneralName[] names = GeneralNames.getInstance(
                        ASN1OctetString.getInstance(extension.getExtnValue()).getOctets())
                .getNames();
        assertThat(names).hasSize(1);
        if (address.needsSmtpUtf8Mailbox()) {
            OtherName mailbox = OtherName.getInstance(names[0].getName());
            assertThat(mailbox.getTypeID()).isEqualTo(CertificateContent.SMTP_UTF8_MAILBOX);
            assertThat(ASN1UTF8String.getInstance(mailbox.getValue()).getString())
                    .isEqualTo(address.toString());
        } else {
            assertThat(names[0].getTagNo()).isEqualTo(GeneralName.rfc822Name);
            assertThat(names[0].getName()).hasToString(address.toString());
        }
    }

    @Test
    void aTerminalEnrolsOne(@TempDir Path folder) throws Exception {
        EmailAddress address = EmailAddress.parse("grüße@bücher.example").orThrow();
        var wish = new TerminalEnrollment.Wish(
                List.of(address),
                PersonName.parse("Grüße").orThrow(),
                "de",
                KeyType.EC_P256,
                folder.resolve("me.p12"),
                Pkcs12File.Flavour.COMPATIBILITY,
                false);
        SignetClient client = new SignetClient(BaseUrl.server(site.url).orThrow());
        var patience = new TerminalEnrollment.Patience(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                time -> site.enrollments
                        .approve(newest().id(), "", TestCa.OPERATOR)
                        .orThrow());
        try (Passphrase passphrase = Passphrase.of("a long passphrase".toCharArray())) {
            Ending ending = new TerminalEnrollment(client, new Reader(), patience, TestCa.RANDOM).run(wish, passphrase);
            assertThat(ending).isInstanceOf(Ending.Done.class);
            var content =
                    Pkcs12File.open(Files.readAllBytes(wish.file()), passphrase).orThrow();
            assertThat(content.chain().get(0).content().addresses()).containsExactly(address);
            assertThat(client.find(address).orThrow().certificates())
                    .containsExactly(content.chain().get(0));
        }
    }

    private static final class Reader implements TerminalEnrollment.Questions {
        @Override
        public Optional<String> code(EmailAddress mailedTo, Optional<Refusal> why) {
            String body = site.signet.mailQueue().latest(1).get(0).mail().body();
            return Optional.of(body.replaceAll("(?s).*\\b([A-Z2-9]{5}-[A-Z2-9]{5})\\b.*", "$1"));
        }

        @Override
        public void waiting(Duration atMost) {}
    }
}
