package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;
import org.signet.interop.Packaged;

/** {@code /check}: a message that somebody drops, chooses or pastes. */
class CheckTest {
    private static Packaged signet;
    private static Browsing browsing;
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        signet = Packaged.shared();
        browsing = Browsing.start();
        folder = Packaged.folder();
        byte[] good = Packaged.send(HttpRequest.newBuilder(URI.create(signet.url() + "/trust/test-message.eml"))
                        .build())
                .body();
        Files.write(folder.resolve("good.eml"), good);
        String text = new String(good, StandardCharsets.ISO_8859_1);
        write("tampered.eml", text.replace("Subject: ", "Subject: Re: ").replaceFirst("(?i)device", "wallet"));
        write("foreign.eml", Mail.fromAda(Mail.signed(Mail.TEXT, People.ADA)));
        write("sealed.eml", Mail.fromAda(Mail.encrypted(Mail.TEXT, ContentCipher.AES_256_GCM, People.ADA)));
        write("plain.eml", Mail.fromAda(Mail.TEXT));
        write("key.eml", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n");
    }

    private static void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), Mail.octets(text));
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
        page.navigate(signet.url() + "/check?lang=" + language);
        return page;
    }

    @ParameterizedTest
    @CsvSource({
        "good, good, none, 1100, LIGHT, en",
        "good, good, none, 360, DARK, de",
        "foreign, doubt, none, 360, LIGHT, de",
        "sealed, hidden, shut, 360, LIGHT, de",
        "sealed, hidden, shut, 1100, DARK, en",
        "tampered, broken, none, 360, DARK, en",
        "plain, none, none, 1100, LIGHT, de"
    })
    void aChosenMessageShowsItsSealAndItsPadlock(
            String file, String seal, String padlock, int width, ColorScheme colours, String language) {
        Page page = visitor(width, colours, language);
        page.locator("#file").setInputFiles(folder.resolve(file + ".eml"));
        page.locator("#report .message-seal-" + seal).waitFor();
        assertThat(page.locator("#report .padlock-" + padlock).isVisible()).isTrue();
        assertThat((Boolean) page.evaluate("document.activeElement.id === 'report'"))
                .isTrue();
        page.locator("#report summary").all().forEach(each -> each.click());
        Browsing.picture(page, "check-" + file + "-" + width + "-" + language);
        Number wide = (Number) page.evaluate("document.documentElement.scrollWidth");
        assertThat(wide.intValue()).isLessThanOrEqualTo(width);
        assertThat(page.locator("main").textContent()).doesNotContain("{0}", "check.", "show.");
        var found = new AxeBuilder(page).analyze().getViolations();
        assertThat(found).as(found.toString()).isEmpty();
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void aKeyAndWhatIsTooLargeAreNotEvenSent() throws IOException {
        Page page = visitor(1100, ColorScheme.LIGHT, "en");
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> sent.add(request.method()));
        page.locator("#file").setInputFiles(folder.resolve("key.eml"));
        page.getByText("It was not sent").waitFor();
        Path large = folder.resolve("large.eml");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((32 << 20) + 1);
        }
        page.locator("#file").setInputFiles(large);
        page.getByText("larger than 32 MiB").waitFor();
        assertThat(sent).doesNotContain("POST");
    }

    @Test
    void aSourceIsPastedWithTheKeyboardAlone() throws IOException {
        Page page = visitor(1100, ColorScheme.LIGHT, "en");
        page.locator("#paste summary").focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().insertText(Files.readString(folder.resolve("good.eml"), StandardCharsets.ISO_8859_1));
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.locator("#report .message-seal-good").waitFor();
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void aMessageIsDroppedAnywhere() throws IOException {
        Page page = visitor(1100, ColorScheme.LIGHT, "en");
        page.evaluate(
                "text => { const data = new DataTransfer(); data.items.add(new File([text], 'm.eml'));"
                        + " document.querySelector('h1').dispatchEvent(new DragEvent('drop',"
                        + " { dataTransfer: data, bubbles: true, cancelable: true })); }",
                Files.readString(folder.resolve("good.eml"), StandardCharsets.US_ASCII));
        page.locator("#report .message-seal-good").waitFor();
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void withoutScriptsTheFormDoesIt() throws IOException {
        Page page = browsing.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(signet.url() + "/check");
        page.locator("#message").fill(Files.readString(folder.resolve("good.eml"), StandardCharsets.ISO_8859_1));
        page.locator("#check button").click();
        assertThat(page.locator("#report .message-seal-good").isVisible()).isTrue();
        assertThat(page.locator("#file").isVisible()).isFalse();
    }
}
