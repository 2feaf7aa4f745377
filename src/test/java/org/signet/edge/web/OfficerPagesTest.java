package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Role;

/** Where officers hold, release and revoke. */
class OfficerPagesTest {
    private static TrialSite site;
    private static Browsing officer;
    private static Browsing auditor;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        officer = site.signedIn("officer", Role.OFFICER);
        auditor = site.signedIn("auditor", Role.AUDITOR);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static CertificateRecord issued(String local, String profile) {
        return site.signet
                .operatorIssuance()
                .issue(
                        List.of(new EmailAddress(local, "example.com")),
                        Optional.empty(),
                        site.signet.profiles().find(profile).orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private static String path(CertificateRecord certificate) {
        return "/admin/certificates/" + certificate.serial();
    }

    private static CertificateStatus status(CertificateRecord certificate) {
        return site.signet
                .certificates()
                .find(certificate.serial())
                .orElseThrow()
                .status();
    }

    @Test
    void aHoldIsOfferedWhereItMayBeAndReleasedAgain() {
        CertificateRecord strict = issued("strict", "mailbox-strict");
        assertThat(officer.get(path(strict) + "/revoke").body())
                .contains("privilegeWithdrawn")
                .doesNotContain("certificateHold");
        String hold = path(strict) + "/revoke";
        Map<String, String> form = Map.of("csrf", officer.csrf(hold), "reason", "certificateHold", "confirmed", "on");
        assertThat(officer.post(hold, form).statusCode()).isEqualTo(422);
        assertThat(status(strict).isActive()).isTrue();

        CertificateRecord certificate = issued("held", "mailbox-multipurpose");
        String page = officer.get(path(certificate) + "/revoke").body();
        assertThat(page).contains("certificateHold", "OCSP").doesNotContain("published at once");
        assertThat(officer.post(path(certificate) + "/revoke", form).body())
                .contains("On hold: ", "chip-held", "/release\"");
        assertThat(auditor.get(path(certificate)).body()).contains("chip-held").doesNotContain("/release\"");
        assertThat(officer.get(path(certificate) + "/revoke").body()).as("once").doesNotContain("certificateHold");

        String release = path(certificate) + "/release";
        String csrf = form.get("csrf");
        assertThat(officer.post(release, Map.of("confirmed", "on")).statusCode())
                .isEqualTo(403);
        assertThat(auditor.post(release, Map.of("csrf", auditor.csrf("/admin"), "confirmed", "on"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(officer.post(release, Map.of("csrf", csrf)).statusCode()).isEqualTo(422);
        assertThat(status(certificate)).isInstanceOf(CertificateStatus.Held.class);
        assertThat(officer.post(release, Map.of("csrf", csrf, "confirmed", "on"))
                        .body())
                .contains("Released: ", "chip-active");
        assertThat(officer.post(release, Map.of("csrf", csrf, "confirmed", "on"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void theDayOfTheLossGoesWithALostKeyAndHasBeen() {
        CertificateRecord certificate = issued("lost", "mailbox-strict");
        String revoke = path(certificate) + "/revoke";
        String csrf = officer.csrf(revoke);
        for (String[] wrong : new String[][] {
            {"superseded", "2026-01-31"},
            {"keyCompromise", LocalDate.now().plusDays(2).toString()},
            {"keyCompromise", "31.1.2026"},
            {"keyCompromise", "-999999999-01-01"}
        }) {
            var answer = officer.post(
                    revoke, Map.of("csrf", csrf, "reason", wrong[0], "since", wrong[1], "confirmed", "on"));
            assertThat(answer.statusCode()).as(wrong[1]).isEqualTo(422);
            assertThat(answer.body()).contains("role=\"alert\"", "value=\"" + wrong[1] + "\"");
        }
        assertThat(status(certificate).isActive()).isTrue();
        assertThat(officer.post(
                                revoke,
                                Map.of(
                                        "csrf",
                                        csrf,
                                        "reason",
                                        "keyCompromise",
                                        "since",
                                        "2026-01-31",
                                        "confirmed",
                                        "on"))
                        .body())
                .contains("thought to be lost since", "2026-01-31T00:00:00Z");
    }

    @Test
    void aLeaversCertificatesGoTogether() {
        CertificateRecord one = issued("leaver", "mailbox-strict");
        CertificateRecord two = issued("leaver", "mailbox-strict");
        CertificateRecord before = issued("leaver", "mailbox-strict");
        CertificateRecord foreign = issued("stays", "mailbox-strict");
        site.signet
                .revocation()
                .revoke(
                        before.serial(),
                        org.signet.ca.revocation.Revocation.Grounds.of(org.signet.model.RevocationReason.SUPERSEDED),
                        TestCa.OPERATOR)
                .orThrow();
        String person = "/admin/people/" + one.personId();
        assertThat(auditor.get(person).body()).doesNotContain(person + "/revoke");
        assertThat(auditor.get(person + "/revoke").statusCode()).isEqualTo(403);
        assertThat(officer.get(person).body()).contains(person + "/revoke");
        assertThat(officer.get(person + "/revoke").body())
                .contains(one.serial().hex(), two.serial().hex(), "These 2 certificates")
                .doesNotContain(before.serial().hex(), foreign.serial().hex(), "certificateHold");
        String csrf = officer.csrf(person + "/revoke");
        Map<String, String> form = Map.of("csrf", csrf, "reason", "cessationOfOperation");
        assertThat(officer.post(person + "/revoke", form).statusCode()).isEqualTo(422);
        Map<String, String> confirmed = Map.of("csrf", csrf, "reason", "cessationOfOperation", "confirmed", "on");
        assertThat(officer.post(person + "/revoke", confirmed, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(status(one).isActive()).isTrue();
        assertThat(officer.post(person + "/revoke", confirmed).body())
                .contains("notice-done", "chip-revoked")
                .doesNotContain("chip-active");
        assertThat(status(foreign).isActive()).isTrue();
        assertThat(officer.post(person + "/revoke", confirmed).statusCode()).isEqualTo(404);
        assertThat(officer.get("/admin/people/99999/revoke").statusCode()).isEqualTo(404);
    }
}
