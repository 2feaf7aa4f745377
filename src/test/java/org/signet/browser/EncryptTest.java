package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.interop.Packaged;

/** {@code /encrypt}: a file encrypted in the browser, opened by other programs; what goes wrong on the way. */
class EncryptTest {
    private static Packaged signet;
    private static Browsing browsing;
    private static Path folder;
    private static Addressee ada;
    private static Addressee bob;
    private static Addressee carol;

    @BeforeAll
    static void start() {
        signet = Packaged.shared();
        browsing = Browsing.start();
        folder = Packaged.folder();
        ada = Addressee.of(signet, "ada.sealed@example.com", "-newkey", "rsa:3072");
        bob = Addressee.of(signet, "Bob.Sealed@example.com", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        carol = Addressee.of(
                signet, "carol.sealed@example.com", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384");
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
    }

    private static Page visitor(int width, ColorScheme colours, String language) {
        Page page = browsing.visitor(
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(colours));
        page.navigate(signet.url() + "/encrypt?lang=" + language);
        return page;
    }

    private static Page visitor() {
        return visitor(1100, ColorScheme.LIGHT, "en");
    }

    private static void adds(Page page, String typed) {
        page.locator("#address").fill(typed);
        page.locator("#add").click();
    }

    private static Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        new Random(length).nextBytes(octets);
        return octets;
    }

    private static Path saved(Page page) {
        Download download = page.waitForDownload(() -> page.locator("#go").click());
        Path file = folder.resolve(download.suggestedFilename());
        download.saveAs(file);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "plan.pdf, 300000, 1100, LIGHT, en",
        "Plän für 2027 – „neu“ (it's 1;2%).bin, 1, 360, DARK, de",
        "noending, 65536, 360, LIGHT, en",
        "notes.txt, 5, 1100, DARK, de",
        "letter.eml, 70, 1100, LIGHT, en"
    })
    void everyRecipientOpensIt(String name, int length, int width, ColorScheme colours, String language)
            throws IOException {
        byte[] content = random(length);
        Page page = visitor(width, colours, language);
        adds(page, ada.address() + ", " + bob.address().toLowerCase(Locale.ROOT) + "; " + carol.address());
        page.locator("#people li").nth(2).waitFor();
        page.locator("#file").setInputFiles(file(name, content));
        Path sealed = saved(page);
        assertThat(sealed.getFileName()).hasToString(name + ".p7m");
        assertThat((Boolean) page.evaluate("document.activeElement.id === 'result-title'"))
                .isTrue();
        Browsing.picture(page, "encrypt-" + width + "-" + language);
        Number wide = (Number) page.evaluate("document.documentElement.scrollWidth");
        assertThat(wide.intValue()).isLessThanOrEqualTo(width);
        var found = new AxeBuilder(page).analyze().getViolations();
        assertThat(found).as(found.toString()).isEmpty();
        for (Addressee each : List.of(ada, bob, carol)) {
            each.opens(sealed, name, content);
        }
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void whoeverIsNotNamedCannotAndAChangedOctetIsRefused() throws IOException {
        Page page = visitor();
        adds(page, ada.address());
        adds(page, carol.address());
        page.locator("#people li").nth(1).waitFor();
        page.locator("#people button").nth(1).click();
        page.locator("#file").setInputFiles(file("secret.txt", random(2000)));
        Path sealed = saved(page);
        carol.refuses(sealed, 1);
        byte[] octets = Files.readAllBytes(sealed);
        // In the ciphertext, at its end, and in the tag.
        for (int place : new int[] {octets.length - 1500, octets.length - 20, octets.length - 1}) {
            byte[] changed = octets.clone();
            changed[place] ^= 1;
            ada.refuses(file("changed.p7m", changed), 1);
        }
        ada.refuses(file("shorter.p7m", Arrays.copyOf(octets, octets.length - 1)), 2);
    }

    @Test
    void theFileStaysHere() throws IOException {
        Page page = visitor();
        List<Request> sent = new ArrayList<>();
        page.onRequest(sent::add);
        adds(page, ada.address());
        page.locator("#people li").waitFor();
        page.locator("#file").setInputFiles(file("unmistakable.txt", random(100_000)));
        saved(page);
        assertThat(sent)
                // The window's icon comes when the browser likes.
                .filteredOn(request -> !request.url().startsWith("blob:")
                        && !request.url().matches(Pattern.quote(signet.url()) + "/static/[0-9a-f]+/img/seal\\.svg"))
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.method()).isEqualTo("GET");
                    assertThat(request.postData()).isNull();
                    assertThat(request.url())
                            .isEqualTo(signet.url() + "/api/v1/certificates?email=ada.sealed%40example.com");
                });
        assertThat(page.locator("form[action], form[method=post]").count()).isZero();
    }

    @Test
    void theKeyboardIsEnough() throws IOException {
        Page page = visitor();
        page.locator("#address").focus();
        page.keyboard().type("ada.sealed@example.com");
        page.keyboard().press("Enter");
        page.locator("#people li").waitFor();
        page.keyboard().type("carol.sealed@example.com,");
        page.locator("#people li").nth(1).waitFor();
        page.locator("#file").setInputFiles(file("keyboard.txt", random(10)));
        page.locator("#go").focus();
        Download download = page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertThat(download.suggestedFilename()).isEqualTo("keyboard.txt.p7m");
        page.locator("#people button").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#people li").count()).isEqualTo(1);
        assertThat(page.locator("#result").isVisible())
                .as("what was made is no longer what is chosen")
                .isFalse();
    }

    @Test
    void aFileIsDroppedAnywhereAndSeveralAreNot() throws IOException {
        Page page = visitor();
        String drop =
                "names => { const data = new DataTransfer(); names.forEach(name => data.items.add(new File(['x'], name)));"
                        + " document.querySelector('h1').dispatchEvent(new DragEvent('drop',"
                        + " { dataTransfer: data, bubbles: true, cancelable: true })); }";
        page.evaluate(drop, List.of("a.txt", "b.txt"));
        assertThat(page.locator("#file-error").textContent()).contains("One file at a time");
        page.evaluate(drop, List.of("../../\u202egnp.exe"));
        assertThat(page.locator("#file-error").textContent()).isEmpty();
        adds(page, ada.address());
        page.locator("#people li").waitFor();
        Path sealed = saved(page);
        assertThat(sealed.getFileName()).hasToString("gnp.exe.p7m");
        ada.opens(sealed, "gnp.exe", new byte[] {'x'});
    }
}
