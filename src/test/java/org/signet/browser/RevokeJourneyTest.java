package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/** The ways of somebody who lost a key, and of somebody who found one, with openssl as the pages say. */
class RevokeJourneyTest {
    private static Packaged signet;
    private static Browsing browsing;
    private static Program openssl;
    private Page visitor;
    private Path folder;

    @BeforeAll
    static void start() {
        openssl = Program.require("openssl");
        signet = Packaged.shared();
        browsing = Browsing.start();
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
    }

    @BeforeEach
    void visit() {
        visitor = browsing.visitor();
        folder = Packaged.folder();
    }

    /** A key whose certificate an operator issued; its serial number. */
    private String issued(String address) {
        Path csr = folder.resolve("key.csr");
        openssl.ok(
                "req",
                "-new",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=x",
                "-keyout",
                key().toString(),
                "-out",
                csr.toString());
        return signet.signet(
                        "issue",
                        "--csr",
                        csr.toString(),
                        "--email",
                        address,
                        "--data",
                        signet.data().toString())
                .expect(0)
                .output()
                .replaceAll("(?s).*Issued ([0-9a-f]+) for.*", "$1");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    private String main() {
        return visitor.locator("main").textContent();
    }

    @Test
    void theReaderOfTheMailboxRevokes() {
        String serial = issued("loser@example.com");
        visitor.navigate(signet.url() + "/");
        visitor.locator("main a[href='/revoke']").click();
        visitor.locator("input[name=address]").fill("loser@example.com");
        visitor.locator("main form button.primary").click();
        assertThat(main()).contains("loser@example.com");
        visitor.navigate(signet.url() + "/outbox");
        visitor.locator(".letter-body a[href^='/revoke/']").first().click();
        assertThat(main()).contains(serial);
        assertThat(visitor.locator("input[name=serial]").isChecked()).isTrue();
        visitor.locator("input[value=keyCompromise]").check();
        visitor.locator("input[name=since]").fill("2026-01-31");
        visitor.locator("input[name=confirmed]").check();
        Browsing.picture(visitor, "revoke-own");
        visitor.locator("main form button.danger").click();
        assertThat(visitor.locator(".chip-revoked").count()).isEqualTo(1);
        Browsing.picture(visitor, "revoked");
        visitor.goBack();
        assertThat(browsing.complaints()).allMatch(complaint -> complaint.contains("410"));
        visitor.navigate(signet.url() + "/outbox");
        assertThat(main()).contains("Your certificate was revoked", serial);
    }

    @Test
    void theFinderOfAKeyRevokes() throws Exception {
        String serial = issued("found@example.com");
        visitor.navigate(signet.url() + "/compromised");
        String command = visitor.locator("pre.command").first().textContent();
        assertThat(command)
                .isEqualTo("openssl req -new -key FILE -subj \"/CN=This key is compromised\" -out proof.pem");
        Path proof = folder.resolve("proof.der");
        openssl.ok(
                "req",
                "-new",
                "-key",
                key().toString(),
                "-subj",
                "/CN=This key is compromised",
                "-outform",
                "DER",
                "-out",
                proof.toString());
        visitor.locator("#file").setInputFiles(key());
        visitor.locator("#file-error").waitFor();
        assertThat(visitor.locator("#request").inputValue())
                .as("the key is not taken")
                .isEmpty();
        visitor.locator("#file").setInputFiles(proof);
        visitor.waitForCondition(() -> !visitor.locator("#request").inputValue().isEmpty());
        assertThat(visitor.locator("#request").inputValue()).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
        Browsing.picture(visitor, "compromised");
        visitor.locator("main form button.danger").click();
        visitor.locator(".chip-revoked").waitFor();
        assertThat(main()).contains(serial);
        assertThat(Files.readString(key())).startsWith("-----BEGIN");
    }

    /** The two lines that the manual shows. */
    @Test
    void aHolderRevokesFromTheirTerminal() throws Exception {
        String serial = issued("terminal@example.com");
        Path certificate = folder.resolve("certificate.pem");
        Files.write(
                certificate,
                signet.get("/api/v1/certificates?email=terminal@example.com").body());
        String pem = Files.readString(certificate)
                .replaceAll("(?s).*\"pem\":\"(-----BEGIN.*?-----END CERTIFICATE-----).*", "$1")
                .replace("\\n", "\n");
        Files.writeString(certificate, pem + "\n");
        Path file = folder.resolve("me.p12");
        openssl.ok(
                "pkcs12",
                "-export",
                "-inkey",
                key().toString(),
                "-in",
                certificate.toString(),
                "-passout",
                "pass:a long passphrase",
                "-out",
                file.toString());
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "a long passphrase\n");
        assertThat(signet.signet(
                                "revoke",
                                "--server",
                                signet.url(),
                                "--p12",
                                file.toString(),
                                "--passphrase-file",
                                passphrase.toString(),
                                "--reason",
                                "superseded")
                        .expect(0)
                        .output())
                .contains("Revoked " + serial + ".");
    }
}
