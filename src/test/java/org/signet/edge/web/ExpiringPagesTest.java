package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Role;

class ExpiringPagesTest {
    private static TrialSite site;

    @BeforeAll
    static void start() {
        site = new TrialSite(
                TestCa.temporaryFolder(),
                List.of("example.com"),
                text -> text + "\n[profiles.mailbox-strict]\ndays = 20\n",
                trial -> List.of());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static CertificateRecord issued(String address) {
        return site.signet
                .operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse(address).orThrow()),
                        Optional.empty(),
                        site.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    @Test
    void an_auditor_sees_what_ends_and_who_renewed() {
        Browsing visitor = site.signedIn("axel", Role.AUDITOR);
        assertThat(visitor.get("/admin/expiring").body()).contains("No certificate ends within 30 days.");
        assertThat(visitor.get("/admin").body()).contains("<strong>0</strong> <span>certificates end");
        CertificateRecord certificate = issued("ada@example.com");
        String page = visitor.get("/admin/expiring?days=30").body();
        assertThat(page)
                .contains("href=\"/admin/certificates/" + certificate.serial().hex() + "\"")
                .contains("href=\"/admin/people/" + certificate.personId() + "\"")
                .contains("19 days left", "not yet", "none yet")
                .doesNotContain(">renewed<");
        assertThat(visitor.get("/admin").body()).contains("<strong>1</strong> <span>certificate ends");
        assertThat(visitor.get("/admin/expiring?days=7").body()).contains("No certificate ends within 7 days.");
        String newer = issued("ada@example.com").serial().hex();
        assertThat(visitor.get("/admin/expiring?days=30").body())
                .contains("<a class=\"mono small\" href=\"/admin/certificates/" + newer + "\">");
        assertThat(visitor.get("/admin/expiring?days=nonsense").body()).containsOnlyOnce(">renewed<");
        assertThat(visitor.get("/admin").body()).contains("href=\"/admin/expiring\"");
    }
}
