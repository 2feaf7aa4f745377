package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.interop.Packaged;

/** {@code /encrypt} when something is missing, has ended, or is hostile. */
class EncryptTroubleTest {
    private static Packaged signet;
    private static Browsing browsing;
    private static Path folder;
    private static Addressee ada;

    @BeforeAll
    static void start() {
        signet = Packaged.shared();
        browsing = Browsing.start();
        folder = Packaged.folder();
        ada = Addressee.of(signet, "ada.troubled@example.com", "-newkey", "rsa:3072");
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
    }

    private static Page visitor() {
        Page page = browsing.visitor();
        page.navigate(signet.url() + "/encrypt");
        return page;
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

    @Test
    void whatIsMissingOrWrongIsSaid() throws IOException {
        Page page = visitor();
        page.locator("#go").click();
        assertThat(page.locator("#address-error").textContent()).contains("add an address");
        adds(page, "nobody");
        page.getByText("That is no e-mail address").waitFor();
        adds(page, "nobody@example.com");
        page.getByText("has no certificate to encrypt to").waitFor();
        assertThat(page.locator("#address").inputValue()).isEqualTo("nobody@example.com");
        adds(page, ada.address());
        page.locator("#people li").waitFor();
        assertThat(page.locator("#address-error").textContent()).isEmpty();
        adds(page, "ADA.troubled@example.com");
        page.getByText("is in the list already").waitFor();
        page.locator("#address").fill("");
        page.locator("#go").click();
        assertThat(page.locator("#file-error").textContent()).contains("Choose a file");
        page.locator("#file").setInputFiles(file("empty", new byte[0]));
        page.getByText("This file is empty").waitFor();
        Path large = folder.resolve("large.bin");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((256 << 20) + 1);
        }
        page.locator("#file").setInputFiles(large);
        page.getByText("larger than the 256 MiB").waitFor();
        page.locator("#go").click();
        assertThat(page.locator("#result").isVisible()).isFalse();
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void aCertificateThatEndedMeanwhileIsNotEncryptedTo() throws IOException {
        Page page = visitor();
        adds(page, ada.address());
        page.locator("#people li").waitFor();
        page.locator("#file").setInputFiles(file("late.txt", random(10)));
        page.route("**/api/v1/certificates*", route -> route.fulfill(json("{\"certificates\":[]}")));
        page.locator("#go").click();
        page.getByText("Nothing was encrypted").waitFor();
        assertThat(page.locator("#people .error").textContent()).contains("has no certificate");
        page.unroute("**/api/v1/certificates*");
        page.route("**/api/v1/certificates*", Route::abort);
        page.locator("#go").click();
        page.locator("#people .error").getByText("did not answer").waitFor();
        page.unroute("**/api/v1/certificates*");
        page.clock().setFixedTime("2090-01-01");
        page.locator("#go").click();
        page.locator("#people .error").getByText("has expired").waitFor();
        page.clock().setFixedTime("2001-01-01");
        page.locator("#go").click();
        page.locator("#people .error").getByText("is not valid yet").waitFor();
        browsing.complaints().removeIf(each -> each.endsWith("net::ERR_FAILED"));
    }

    private static Route.FulfillOptions json(String body) {
        return new Route.FulfillOptions().setContentType("application/json").setBody(body);
    }

    static List<String> hostileAnswers() {
        byte[] nested = new byte[40_000];
        for (int i = 0; i < nested.length; i += 4) {
            int left = nested.length - i - 4;
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x82;
            nested[i + 2] = (byte) (left >> 8);
            nested[i + 3] = (byte) left;
        }
        return List.of(
                "malformed: no JSON",
                "unknown: {\"certificates\":\"none\"}",
                "unknown: null",
                "malformed: {\"certificates\":[{\"pem\":17}]}",
                "malformed: {\"certificates\":[{}]}",
                "malformed: " + found(new byte[0]),
                "malformed: " + found(nested),
                "malformed: " + found(random(500)),
                "malformed: " + found(new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}),
                "malformed: " + found(new byte[70_000]));
    }

    private static String found(byte[] der) {
        String base64 = Base64.getEncoder().encodeToString(der);
        return "{\"certificates\":[{\"pem\":\"-----BEGIN CERTIFICATE-----\\n" + base64
                + "\\n-----END CERTIFICATE-----\"}],\"holder\":{\"name\":\"<img src=x onerror=alert(1)>\"}}";
    }

    @ParameterizedTest
    @MethodSource("hostileAnswers")
    void hostileAnswersAreSurvived(String line) {
        Page page = visitor();
        String body = line.substring(line.indexOf(' ') + 1);
        page.route("**/api/v1/certificates*", route -> route.fulfill(json(body)));
        adds(page, "eve@example.com");
        page.locator("#address-error")
                .getByText(line.startsWith("malformed") ? "cannot be read" : "has no certificate")
                .waitFor();
        assertThat(page.locator("#people li").count()).isZero();
        assertThat(browsing.complaints()).isEmpty();
    }

    /** What the server found for one address does not serve for another, and a hostile name is text. */
    @Test
    void anotherPersonsCertificateIsRefused() throws IOException {
        Page page = visitor();
        String pem = Files.readString(ada.folder().resolve("certificate.pem"), StandardCharsets.US_ASCII)
                .replace("\n", "\\n");
        page.route(
                "**/api/v1/certificates*",
                route -> route.fulfill(
                        json("{\"certificates\":[{\"pem\":\"" + pem + "\"}],\"holder\":{\"name\":\"<b>Ada</b>\"}}")));
        adds(page, "eve@example.com");
        page.locator("#address-error").getByText("is for another address").waitFor();
        adds(page, ada.address());
        page.locator("#people li").waitFor();
        assertThat(page.locator("#people .name").textContent()).isEqualTo("<b>Ada</b>");
    }

    @Test
    void withoutASecureAddressThePageSaysSo() {
        Page page = browsing.visitor();
        page.addInitScript("Object.defineProperty(globalThis, 'isSecureContext', { value: false })");
        page.navigate(signet.url() + "/encrypt");
        assertThat(page.locator("#unable").isVisible()).isTrue();
        assertThat(page.locator("#encrypt").isVisible()).isFalse();
    }

    /** Whoever makes a link does not choose who can read the file. */
    @Test
    void anAddressInALinkIsOnlyTypedIn() {
        Page page = browsing.visitor();
        page.navigate(signet.url() + "/encrypt?to=eve%40example.com");
        assertThat(page.locator("#address").inputValue()).isEqualTo("eve@example.com");
        assertThat(page.locator("#people li").count()).isZero();
    }
}
