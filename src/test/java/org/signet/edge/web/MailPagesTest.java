package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.ca.access.MailQueue;
import org.signet.ca.audit.AuditEntry;
import org.signet.edge.mail.SmtpDelivery;
import org.signet.edge.mail.SmtpSettings;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.Role;

class MailPagesTest {
    private TrialSite site;
    private Browsing officer;
    private GreenMail server;
    private SmtpSettings settings;

    /** A mail server that is down, and a request whose link it should have taken. */
    @BeforeEach
    void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        officer = site.signedIn("olga", Role.OFFICER);
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
        int port = server.getSmtp().getServerSetup().getPort();
        server.stop();
        settings = new SmtpSettings(
                "127.0.0.1", port, SmtpSettings.Security.NONE, null, null, new EmailAddress("ca", "example.com"));
    }

    @AfterEach
    void stop() {
        server.stop();
        site.close();
    }

    private void deliver() {
        new SmtpDelivery(site.signet.mailQueue(), settings, site.signet.serviceIdentity(), site.signet.clock()).run();
    }

    /** @return the number of the mail that was not taken, as the page has it */
    private String ask() {
        assertThat(new Browsing(site.url)
                        .post("/enroll", Map.of("name", "Ada Lovelace", "address", "ada@example.com"))
                        .statusCode())
                .isEqualTo(200);
        deliver();
        return officer.get("/admin/mail").body().replaceAll("(?s).*/admin/mail/([0-9]+)/again.*", "$1");
    }

    private HttpResponse<String> send(Browsing who, String path, Map<String, String> fields) {
        var all = new java.util.HashMap<>(fields);
        all.put("csrf", who.csrf("/admin/account/password"));
        return who.post(path, all);
    }

    private String audited() {
        AuditEntry entry = site.signet.audit().latest(1).get(0);
        return entry.actor() + " " + entry.type() + " " + entry.details().replace('\n', ' ');
    }

    @Test
    void whereAllMailLeavesThereIsNothingToSee() {
        assertThat(officer.get("/admin/mail").body()).contains("The mail server has taken every message.");
        assertThat(officer.get("/admin").body())
                .doesNotContain("could not be delivered")
                .contains("/admin/mail");
    }

    @Test
    void whatDidNotLeaveIsSeenWithoutItsSecretAndLeavesWhenTheServerIsBack() {
        String id = ask();
        assertThat(site.signet.mailQueue().latest(1).get(0).mail().body()).contains("/enroll/proof/");
        assertThat(officer.get("/admin").body()).contains("mail could not be delivered");
        assertThat(officer.get("/admin/mail").body())
                .containsPattern("ada@.*example\\.com")
                .contains("Confirm your mailbox", "waits", "connect to host", "<dd>1</dd>")
                .doesNotContain("/enroll/proof/");

        server = new GreenMail(new ServerSetup(settings.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        deliver();
        assertThat(server.getReceivedMessages()).as("its turn has not come").isEmpty();
        HttpResponse<String> answer = send(officer, "/admin/mail/" + id + "/again", Map.of());
        assertThat(answer.uri()).hasToString(site.url + "/admin/mail?done=again");
        assertThat(answer.body()).contains("It is tried again within seconds.");
        assertThat(audited()).isEqualTo("account:olga MailTriedAgain mail=" + id + " address=ada@example.com");
        deliver();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(officer.get("/admin/mail").body()).contains("The mail server has taken every message.");
        assertThat(send(officer, "/admin/mail/" + id + "/again", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsGivenUpIsForgottenForGood() {
        String id = ask();
        HttpResponse<String> unsure = send(officer, "/admin/mail/" + id + "/give-up", Map.of());
        assertThat(unsure.statusCode()).isEqualTo(422);
        assertThat(unsure.body()).contains("Nothing was given up");
        assertThat(site.signet.mailQueue().latest(1).get(0).mail().body()).isNotEmpty();
        HttpResponse<String> answer = send(officer, "/admin/mail/" + id + "/give-up", Map.of("confirmed", "on"));
        assertThat(answer.body())
                .contains("The message was given up and its text is forgotten.", "given up")
                .doesNotContain("/admin/mail/" + id);
        assertThat(site.signet.mailQueue().latest(1).get(0).mail().body()).isEmpty();
        assertThat(audited()).isEqualTo("account:olga MailGivenUp mail=" + id + " address=ada@example.com");
        assertThat(send(officer, "/admin/mail/" + id + "/again", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(officer.get("/admin").body()).doesNotContain("could not be delivered");
    }

    @Test
    void ofVeryManyTheNewestAreShownAndTheOthersCounted() {
        ask();
        MailQueue queue = site.signet.mailQueue();
        site.signet.transactions().durable(() -> {
            Instant now = site.signet.clock().instant();
            for (int i = 0; i < 101; i++) {
                queue.enqueue(new Mail(new EmailAddress("ada", "example.com"), "Another", "x"), now);
            }
            queue.due(now, 101).forEach(each -> queue.failed(each.id(), "450 later", now.plusSeconds(60)));
            return null;
        });
        assertThat(officer.get("/admin/mail").body())
                .contains("Another", "2 more, older, are not shown.")
                .doesNotContain("Confirm your mailbox");
    }

    @Test
    void anAuditorSeesItInGermanAndChangesNothing() {
        String id = ask();
        Browsing auditor = site.signedIn("axel", Role.AUDITOR);
        assertThat(auditor.get("/admin/mail?lang=de").body())
                .contains("Nicht zugestellt", "Letzte Antwort des Mailservers", "wartet")
                .doesNotContain("/admin/mail/" + id, "Jetzt noch einmal versuchen");
        assertThat(send(auditor, "/admin/mail/" + id + "/again", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(send(auditor, "/admin/mail/" + id + "/give-up", Map.of("confirmed", "on"))
                        .statusCode())
                .isEqualTo(403);
    }
}
