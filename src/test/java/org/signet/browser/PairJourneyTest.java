package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/** A domain whose people get two keys: made in the browser, saved in one file and in two, taken by other programs. */
class PairJourneyTest {
    private static Packaged signet;
    private static Browsing browsing;
    private static Page employee;
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        folder = Packaged.folder();
        int port = Packaged.freePort();
        Packaged.quickstart(folder.resolve("data"), port).close();
        Path file = folder.resolve("data").resolve("signet.toml");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("approval = \"officer\"", "pair = true\napproval = \"automatic\""));
        signet = Packaged.quickstart(folder.resolve("data"), port);
        browsing = Browsing.start();
        employee = browsing.visitor();
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
        if (signet != null) {
            signet.close();
        }
    }

    private static void follow(String path) {
        employee.navigate(signet.url() + "/outbox");
        employee.locator(".letter-body a[href^='" + path + "']").first().click();
    }

    private static Path saved(String local, String use) {
        Download download = employee.waitForDownload(
                () -> employee.locator("[data-download=" + use + "]").click());
        String name = download.suggestedFilename();
        assertThat(name).isEqualTo(local + "@example.com" + (use.equals("both") ? "" : "-" + use) + ".p12");
        Path file = folder.resolve(name);
        download.saveAs(file);
        return file;
    }

    private static void check(String passphrase, Path... files) {
        employee.locator("#file").setInputFiles(files);
        employee.locator("#typed").fill(passphrase);
        employee.locator("#check button.primary").click();
    }

    /** Every saved file by its use. */
    private static Map<String, Path> makesAPair(String local, String flavour, String kind, String[] passphrase) {
        employee.navigate(signet.url() + "/enroll");
        employee.locator("input[name=name]").fill("Ada Lovelace");
        employee.locator("input[name=address]").fill(local + "@example.com");
        employee.locator("main form button.primary").click();
        follow("/enroll/proof/");
        employee.locator("main form button.primary").click();
        follow("/enroll/key/");
        employee.locator("input[name=flavour][value=" + flavour + "]").check();
        employee.locator("details.fold summary").first().click();
        employee.locator("input[name=key][value=" + kind + "]").check();
        passphrase[0] = employee.locator("#made").textContent();
        employee.locator("#sure").check();
        employee.locator("#choose button.primary").click();
        employee.locator("#save").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        Map<String, Path> files = new HashMap<>();
        for (String use : List.of("both", "sign", "encrypt")) {
            files.put(use, saved(local, use));
        }
        Browsing.picture(employee, "pair-" + flavour);
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada modern rsa-3072", "grace compatibility rsa-3072", "jörg modern ec-p256"})
    void twoKeysInOneFileAndInTwo(String line) throws Exception {
        String local = line.split(" ")[0];
        String flavour = line.split(" ")[1];
        String[] passphrase = new String[1];
        Map<String, Path> files = makesAPair(local, flavour, line.split(" ")[2], passphrase);

        check(passphrase[0], files.get("sign"));
        employee.locator("[data-check=half]").waitFor();
        Browsing.picture(employee, "pair-half");
        check("not the passphrase", files.get("both"));
        employee.locator("[data-check=wrong-passphrase]").waitFor();
        if (flavour.equals("modern")) {
            check(passphrase[0], files.get("both"));
        } else {
            check(passphrase[0], files.get("sign"), files.get("encrypt"));
        }
        employee.locator("#done").waitFor();
        Browsing.picture(employee, "pair-done");

        files.forEach((use, file) -> new KeyFile(file, passphrase[0]).opensEverywhere());
        assertThat(keys(files.get("both"), passphrase[0])).hasSize(2);
        assertThat(keys(files.get("sign"), passphrase[0])).containsExactly("digital signature");
        assertThat(keys(files.get("encrypt"), passphrase[0]))
                .containsExactly(line.contains("rsa") ? "key encipherment" : "key agreement");
        opensInOpenSsl(files.get("both"), passphrase[0]);
        opensInNss(local, files.get("both"), passphrase[0]);
        if (flavour.equals("compatibility")) {
            new KeyFile(files.get("sign"), passphrase[0]).opensInGpgsm();
            new KeyFile(files.get("encrypt"), passphrase[0]).opensInGpgsm();
        }
    }

    /** What each key is for, as Java's own reader finds it. */
    private static List<String> keys(Path file, String passphrase) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12", "SunJSSE");
        try (var in = Files.newInputStream(file)) {
            store.load(in, passphrase.toCharArray());
        }
        List<String> uses = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                assertThat(store.getKey(alias, passphrase.toCharArray())).isNotNull();
                assertThat(store.getCertificateChain(alias)).hasSize(3);
                boolean[] bits = ((java.security.cert.X509Certificate) store.getCertificate(alias)).getKeyUsage();
                uses.add(
                        bits[0] ? "digital signature" : bits[2] ? "key encipherment" : bits[4] ? "key agreement" : "?");
            }
        }
        return uses;
    }

    private static void opensInOpenSsl(Path file, String passphrase) {
        String seen = Program.require("openssl")
                .ok("pkcs12", "-in", file.toString(), "-passin", "pass:" + passphrase, "-nodes")
                .output();
        assertThat(seen.split("BEGIN PRIVATE KEY")).hasSize(3);
        assertThat(seen.split("BEGIN CERTIFICATE"))
                .as("two, and each issuer once")
                .hasSize(5);
    }

    /** Imports the file as Thunderbird would, and finds one certificate good to sign and one to encrypt to. */
    private static void opensInNss(String local, Path file, String passphrase) throws IOException {
        String database = "sql:" + Files.createDirectory(folder.resolve("nss-" + local));
        Program certutil = Program.require("certutil");
        certutil.ok("-N", "-d", database, "--empty-password");
        Path root = signet.download("/trust/root.pem", folder.resolve(local + "-root.pem"));
        certutil.ok("-A", "-d", database, "-n", "root", "-t", "C,C,", "-a", "-i", root.toString());
        Program.require("pk12util").ok("-i", file.toString(), "-d", database, "-W", passphrase, "-K", "");
        String keys = certutil.ok("-K", "-d", database).output();
        assertThat(keys.lines().filter(line -> line.matches("<.*"))).as(keys).hasSize(2);
        for (String use : List.of("sign S", "encrypt R")) {
            String nickname = local + "@example.com (" + use.split(" ")[0] + ")";
            assertThat(certutil.ok("-V", "-d", database, "-n", nickname, "-u", use.split(" ")[1], "-e")
                            .output())
                    .contains("certificate is valid");
        }
    }

    /** The domain wants pairs, so that the terminal makes one without {@code --pair}. */
    @Test
    void theTerminalWritesTheSame() throws Exception {
        Path file = folder.resolve("terminal.p12");
        String passphrase = "a long passphrase";
        String[] line = {
            "enroll",
            "--server",
            signet.url(),
            "--email",
            "terminal@example.com",
            "--wait",
            "0",
            "--out",
            file.toString()
        };
        Packaged.signet(Map.of("SIGNET_PASSPHRASE", passphrase), line).expect(1);
        String code = signet.newestCode("terminal@example.com");
        String said = Packaged.signet(Map.of("SIGNET_PASSPHRASE", passphrase, "SIGNET_CODE", code), line)
                .expect(0)
                .output();
        assertThat(said).contains("terminal-sign.p12 to sign").contains("terminal-encrypt.p12 to read");
        for (String name : List.of("terminal.p12", "terminal-sign.p12", "terminal-encrypt.p12")) {
            new KeyFile(folder.resolve(name), passphrase).opensEverywhere();
        }
        assertThat(keys(file, passphrase)).containsExactlyInAnyOrder("digital signature", "key encipherment");
        assertThat(keys(folder.resolve("terminal-sign.p12"), passphrase)).containsExactly("digital signature");
        opensInOpenSsl(file, passphrase);
        opensInNss("terminal", file, passphrase);
    }

    @Test
    void noPageComplained() {
        assertThat(browsing.complaints()).isEmpty();
    }
}
