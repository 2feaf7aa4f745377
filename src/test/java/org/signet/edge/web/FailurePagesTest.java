package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.model.Role;

/** A failure says what it is, and what can be done about it. */
class FailurePagesTest {
    private static TrialSite site;

    @BeforeAll
    static void start(@TempDir Path parent) {
        site = new TrialSite(parent);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static void shows(HttpResponse<String> answer, int status, String icon, String title, String link) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("state-" + icon, "<h1>" + title + "</h1>", "class=\"button\" href=\"" + link + "\"")
                .doesNotContain("problem.");
    }

    @Test
    void whatIsNotThereOrNotTheirs() {
        Browsing stranger = new Browsing(site.url);
        shows(stranger.get("/nothing"), 404, "none", "There is nothing here", "/");
        shows(stranger.get("//evil.example/"), 404, "none", "There is nothing here", "/");
        Browsing officer = site.signedIn("officer", Role.OFFICER);
        shows(officer.get("/admin/audit"), 403, "lock", "This is not open to you", "/admin");
        shows(officer.get("/admin/nothing"), 404, "none", "There is nothing here", "/admin");
    }

    @Test
    void whatPassesCanBeTriedAgain() {
        Browsing stranger = new Browsing(site.url);
        String path = "/directory?address=ada%40example.com";
        HttpResponse<String> answer = stranger.get(path);
        for (int asked = 0; asked < 200 && answer.statusCode() == 200; asked++) {
            answer = stranger.get(path);
        }
        shows(answer, 429, "clock", "Not just now", "");
    }
}
