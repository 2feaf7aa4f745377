package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.People.OTHER_ROOT;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.ca.directory.Partner;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.Role;

class PartnerPagesTest {
    private static final String PAGE = "/admin/partners";
    private static TrialSite site;
    private static Browsing admin;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        admin = site.signedIn("partner-admin", Role.ADMINISTRATOR);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static HttpResponse<String> post(Browsing who, String path, String... fields) {
        Map<String, String> form = new HashMap<>(Map.of("csrf", who.csrf("/admin")));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return who.post(path, form);
    }

    private static HttpResponse<String> accept(String name, String domains, String... more) {
        String[] fields = new String[6 + more.length];
        System.arraycopy(
                new String[] {
                    "name",
                    name,
                    "domains",
                    domains,
                    "certificates",
                    OTHER_ROOT.certificate().pem()
                },
                0,
                fields,
                0,
                6);
        System.arraycopy(more, 0, fields, 6, more.length);
        return post(admin, PAGE, fields);
    }

    private static Certificate certificate(String address) {
        return OTHER_ROOT.certify(People.BOB.pair().getPublic(), draft -> draft.of(address));
    }

    private static String text(HttpResponse<String> answer) {
        return answer.body().replace("<wbr>", "");
    }

    @Test
    void fingerprintsAreShownBeforeACaIsAccepted() {
        HttpResponse<String> shown = accept("<b>Beta</b> & Co", "beta.example, mail.beta.example");
        assertThat(shown.body()).contains("name=\"compared\"", "Other Root");
        assertThat(site.signet.addressBook().partners().all())
                .noneMatch(each -> each.name().contains("Beta"));
        HttpResponse<String> accepted = accept("<b>Beta</b> & Co", "beta.example, mail.beta.example", "compared", "on");
        assertThat(accepted.body())
                .contains("notice-done", "beta.example, mail.beta.example", "&lt;b&gt;Beta&lt;/b&gt;")
                .doesNotContain("<bdi><b>");
        assertThat(site.signet.addressBook().partners().find("<b>beta</b> & co"))
                .isPresent();
    }

    @Test
    void aCertificateOfItsPeopleIsFoundByEverybody() {
        accept("Gamma", "gamma.example", "compared", "on");
        Certificate gil = certificate("gil@gamma.example");
        Browsing officer = site.signedIn("partner-officer", Role.OFFICER);
        assertThat(text(post(officer, "/admin/contacts", "certificates", gil.pem(), "source", "a letter")))
                .contains("notice-done", "gil@gamma.example", "a letter", "Gamma", "chip-active");
        assertThat(text(new Browsing(site.url).get("/directory?address=gil%40gamma.example")))
                .contains("Gamma", gil.sha256().hex());
        assertThat(new Browsing(site.url)
                        .get("/directory/card.vcf?address=gil%40gamma.example")
                        .body())
                .startsWith("BEGIN:VCARD")
                .contains("gil@gamma.example", "KEY;TYPE=X509", "ORG:Gamma");
        assertThat(new Browsing(site.url)
                        .get("/directory/card.vcf?address=x%40gamma.example")
                        .statusCode())
                .isEqualTo(404);
        assertThat(text(officer.get("/directory?address=gi")))
                .contains(gil.sha256().hex());
        assertThat(post(officer, "/admin/contacts/" + gil.sha256().hex() + "/remove")
                        .body())
                .doesNotContain("gil@");
        assertThat(text(officer.get("/directory?address=gil%40gamma.example"))).contains("Nobody has this address");
        assertThat(text(new Browsing(site.url).get("/directory?address=gil%40gamma.example")))
                .doesNotContain("Nobody has this address");
    }

    /** As a file that is chosen or text that is pasted: the form sends it either way. */
    @Test
    void aSignedMessageBringsItsSendersCertificate() {
        accept("Delta", "delta.example", "compared", "on");
        Certificate dan = certificate("dan@delta.example");
        String message = Mail.from("Dan <dan@delta.example>", Mail.signed(Mail.TEXT, People.BOB.with(dan)));
        assertThat(text(post(admin, "/admin/contacts", "certificates", message, "source", "a mail")))
                .contains("notice-done", dan.sha256().hex());
        assertThat(post(admin, "/admin/contacts", "certificates", message.replace("Hello", "Hallo"))
                        .body())
                .contains("no good signature");
    }

    @Test
    void whoseCaIsNotAcceptedWaitsAndThePageSaysForWhat() {
        assertThat(post(
                                admin,
                                "/admin/contacts",
                                "certificates",
                                certificate("eva@nowhere-accepted.example").pem())
                        .body())
                .contains("does not tell of all of them yet");
    }

    @Test
    void whatIsWrongIsSaidInGermanToo() {
        String key = Pem.encode(
                "PRIVATE KEY", Bytes.of(People.BOB.pair().getPrivate().getEncoded()));
        assertThat(admin.post(
                                "/admin/contacts",
                                Map.of("csrf", admin.csrf("/admin"), "certificates", key),
                                "Accept-Language",
                                "de")
                        .body())
                .contains("privater Schlüssel");
    }

    @Test
    void whatIsWrongIsSaidAndTheFormStaysFilled() {
        accept("Epsilon", "epsilon.example", "compared", "on");
        HttpResponse<String> person = post(
                admin,
                PAGE,
                "name",
                "Epsilon",
                "compared",
                "on",
                "certificates",
                certificate("eli@epsilon.example").pem());
        assertThat(person.statusCode()).isEqualTo(422);
        assertThat(person.body()).contains("It holds no CA");
        assertThat(accept("Ours", "example.com", "compared", "on").body()).contains("is ours", "value=\"Ours\"");
        assertThat(accept("Nowhere", "", "compared", "on").statusCode()).isEqualTo(422);
        assertThat(accept("Bad domain", "not a domain!", "compared", "on").statusCode())
                .isEqualTo(422);
        String key = Pem.encode(
                "PRIVATE KEY", Bytes.of(People.BOB.pair().getPrivate().getEncoded()));
        HttpResponse<String> withKey = post(admin, "/admin/contacts", "certificates", key);
        assertThat(withKey.statusCode()).isEqualTo(422);
        assertThat(withKey.body()).contains("private key");
        assertThat(post(admin, "/admin/contacts", "certificates", "x".repeat(50_000))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(
                                admin,
                                "/admin/contacts",
                                "certificates",
                                OTHER_ROOT.certificate().pem())
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(admin, PAGE + "/999999/remove").statusCode()).isEqualTo(404);
        assertThat(post(admin, "/admin/contacts/00/remove").statusCode()).isEqualTo(404);
    }

    @Test
    void everybodyDoesOnlyWhatTheirRoleAllows() {
        Browsing officer = site.signedIn("partner-officer2", Role.OFFICER);
        Browsing auditor = site.signedIn("partner-auditor", Role.AUDITOR);
        assertThat(auditor.get(PAGE).statusCode()).isEqualTo(200);
        assertThat(auditor.get(PAGE).body()).doesNotContain("<textarea");
        assertThat(post(officer, PAGE, "name", "X", "domains", "x.example").statusCode())
                .isEqualTo(403);
        assertThat(post(
                                auditor,
                                "/admin/contacts",
                                "certificates",
                                certificate("a@b.example").pem())
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Browsing(site.url).get(PAGE).uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void aPartnerGoesOnlyWhenThatWasConfirmed() {
        accept("Zeta", "zeta.example", "compared", "on");
        Supplier<Optional<Partner>> zeta = () -> site.signet.addressBook().partners().all().stream()
                .filter(partner -> partner.name().equals("Zeta"))
                .findFirst();
        String remove = PAGE + "/" + zeta.get().orElseThrow().id() + "/remove";
        assertThat(post(admin, remove).body()).contains("Zeta");
        assertThat(zeta.get()).isPresent();
        assertThat(post(site.signedIn("zeta-officer", Role.OFFICER), remove, "confirmed", "on")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(admin, remove, "confirmed", "on").body()).contains("Done.");
        assertThat(zeta.get()).isEmpty();
    }
}
