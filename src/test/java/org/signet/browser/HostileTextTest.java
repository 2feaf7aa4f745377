package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.browser.HostileRecords.LINK;
import static org.signet.browser.HostileRecords.PICTURE;
import static org.signet.browser.HostileRecords.SCRIPT;
import static org.signet.browser.HostileRecords.TURNED;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.browser.LongUsed.Sight;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;

/** Whatever others put into names, certificates, comments and mails is text on every page that shows it, and nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileTextTest {
    /** What there may not be in a document, whoever wrote it: the page says what it found. */
    private static final String FOREIGN = """
            () => [...document.querySelectorAll('*')].flatMap((each) => {
              const bad = [...each.attributes].filter((one) => one.name.startsWith('on') || one.name === 'style'
                || (['href', 'src', 'action', 'formaction', 'content', 'data'].includes(one.name)
                  && /^(javascript|data|https?):|^[\\\\/]{2}/i.test(one.value) && !one.value.startsWith(location.origin)));
              const odd = ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE', 'IMG'].includes(each.tagName)
                || (each.tagName === 'SCRIPT' && !(each.getAttribute('src') ?? '').startsWith('/static/'));
              return bad.length > 0 || odd ? [each.outerHTML.slice(0, 200)] : [];
            }).concat(globalThis.pwned ? ['it ran'] : [])""";

    private static LongUsed server;
    private static Browsing browsing;
    private static final List<String> DIALOGS = new ArrayList<>();
    private static final StringBuilder SHOWN = new StringBuilder();
    private static HostileRecords records;

    @BeforeAll
    static void start() throws IOException {
        server();
        browsing = Browsing.start();
    }

    private static LongUsed server() throws IOException {
        if (server == null) {
            server = new LongUsed();
            records = HostileRecords.in(server.trial.signet);
        }
        return server;
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
        if (server != null) {
            server.close();
        }
    }

    static Stream<Sight> pages() throws IOException {
        return server().pages().stream().filter(Sight::most);
    }

    private static Look window(String who) {
        Look window = Look.at(server.trial.url, browsing, server.badge(who), "en");
        window.page().onDialog(dialog -> {
            DIALOGS.add(dialog.message());
            dialog.dismiss();
        });
        return window;
    }

    private static void assertText(Look window, String what) {
        Page page = window.page();
        assertThat((List<?>) page.evaluate(FOREIGN)).as(what).isEmpty();
        assertThat(window.unrest()).as(what).noneMatch(each -> each.startsWith("forbidden"));
        assertThat(DIALOGS).as(what).isEmpty();
        assertThat(page.content()).as(what).doesNotContain("\u202E", "\u0000");
        SHOWN.append(page.innerText("main"));
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("pages")
    void everyPageShowsTextAsText(Sight sight) {
        Look window = window(sight.who());
        window.open(server.url(sight));
        assertText(window, sight.toString());
        window.page().context().close();
    }

    @Test
    @Order(2)
    void thePagesOfHostileRecordsShowThemAsText() {
        Look officer = window("administrator");
        for (String path : records.pages()) {
            officer.open(server.trial.url + path);
            assertText(officer, path);
        }
        officer.open(server.trial.url + "/admin/people?q=" + "%3Cscript%3E");
        assertText(officer, "the search");
        assertThat(SHOWN.toString()).contains(SCRIPT, PICTURE, LINK, "No. " + LINK);
    }

    /** What was typed comes back in the form. */
    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"/enroll", "/revoke", "/sign-in", "/compromised", "/trust/test-message", "/check"})
    void whatAnybodyTypesComesBackAsText(String form) {
        server.trial.rest();
        Look window = window("nobody");
        for (String hostile :
                List.of(SCRIPT, PICTURE, TURNED, "x".repeat(10_000), "\"' onfocus=pwned() autofocus ", "a\nb")) {
            Map<String, String> fields = Map.of(
                    "name",
                    hostile,
                    "address",
                    hostile,
                    "more",
                    hostile,
                    "user",
                    hostile,
                    "password",
                    hostile,
                    "next",
                    LINK + hostile,
                    "request",
                    hostile,
                    "message",
                    hostile);
            window.send(server.trial.url + form, fields);
            Page page = window.page();
            assertThat((List<?>) page.evaluate(FOREIGN)).as(form).isEmpty();
            assertThat(DIALOGS).isEmpty();
        }
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(strings = {"/admin/partners", "/admin/contacts", "/admin/tokens"})
    void whatOfficersTypeComesBackAsText(String form) {
        Look window = window("administrator");
        for (String hostile : List.of(SCRIPT, PICTURE, "x".repeat(10_000), "\"' onfocus=pwned() autofocus ")) {
            window.send(
                    server.trial.url + form,
                    Map.of(
                            "csrf",
                            server.csrf("administrator").get("csrf"),
                            "name",
                            hostile,
                            "source",
                            hostile,
                            "domains",
                            hostile,
                            "certificates",
                            hostile,
                            "days",
                            hostile));
            assertThat((List<?>) window.page().evaluate(FOREIGN)).as(form).isEmpty();
            assertThat(DIALOGS).isEmpty();
        }
    }

    /** A mail in which every field, name and part is hostile, with and without a signature. */
    @Test
    @Order(5)
    void aHostileMailIsText() {
        server.trial.rest();
        Look window = window("nobody");
        String body = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
                + PICTURE + SCRIPT
                + "<svg onload=pwned()>The words.\r\n--b\r\nContent-Type: application/x\"><img src=x>; name=\"" + SCRIPT
                + "\"\r\nContent-Disposition: attachment; filename=\"../../<img src=x onerror=pwned()>\u202E\u0000.exe\"\r\n\r\nx\r\n--b--\r\n";
        for (String entity : List.of(body, Mail.signed(body, People.MALLORY))) {
            String mail = Mail.from(
                    "\"" + SCRIPT + "\" <\"><img src=x onerror=pwned()>@hostile.example>",
                    entity,
                    "Reply-To: " + LINK + " <" + PICTURE + ">",
                    "Sender: =?utf-8?q?=E2=80=AE" + "moc?= <a@b.example>",
                    "Cc: " + "<script>".repeat(500));
            mail = mail.replace("Subject: Tea", "Subject: " + SCRIPT + PICTURE + " =?utf-8?q?=E2=80=AEgnp?=");
            window.send(server.trial.url + "/check", Map.of("message", mail));
            assertText(window, "a mail");
            assertThat(window.page().innerText("main")).contains("From\n\"" + SCRIPT);
        }
    }
}
