package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.model.Role;

class SelfCheckPagesTest {
    private TrialSite site;
    private Browsing visitor;

    @BeforeEach
    void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        visitor = site.signedIn("axel", Role.AUDITOR);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private HttpResponse<String> checkNow(String csrf) {
        return visitor.post("/admin/self-check", Map.of("csrf", csrf));
    }

    @Test
    void who_may_see_the_records_sees_what_was_looked_at_and_has_it_looked_at_again() {
        assertThat(visitor.get("/admin").body())
                .contains("href=\"/admin/self-check\"")
                .contains("Everything runs");
        assertThat(visitor.get("/admin/self-check").body()).contains("Nothing was looked at yet");
        HttpResponse<String> answer = checkNow(visitor.csrf("/admin/self-check"));
        assertThat(answer.uri().getPath()).isEqualTo("/admin/self-check");
        assertThat(answer.body())
                .doesNotContain("Nothing was looked at yet")
                .contains("This machine and its records")
                .contains("As clients see it")
                .contains("The key of root-1 is still on this machine (root-1.p12, root-1.passphrase)")
                .contains("Move these files to a safe")
                .contains("<span class=\"chip chip-held\">soon</span>")
                .containsPattern("/crl/root-1.crl serves CRL [0-9]+ of root-1\\.")
                .contains("<span class=\"chip chip-active\">good</span>");
        assertThat(visitor.get("/admin").body())
                .contains("The key of root-1 is still on this machine")
                .contains("warning: see above");
    }

    @Test
    void it_is_told_in_german_too() {
        checkNow(visitor.csrf("/admin/self-check"));
        assertThat(visitor.get("/admin/self-check?lang=de").body())
                .contains("Der Schlüssel von root-1 liegt noch auf diesem Rechner")
                .contains("Bringen Sie diese Dateien in einen Tresor")
                .contains("Wie Clients es sehen")
                .doesNotContain("still on this machine");
    }

    @Test
    void nobody_else_has_it_looked_at() {
        assertThat(new Browsing(site.url).get("/admin/self-check").uri().getPath())
                .isEqualTo("/sign-in");
        assertThat(checkNow("0123").statusCode()).isEqualTo(403);
        assertThat(site.watch.latest()).isEmpty();
    }
}
