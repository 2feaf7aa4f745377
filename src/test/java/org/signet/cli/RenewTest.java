package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.crypto.keys.EncryptedKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.edge.json.ApiServer;
import org.signet.edge.json.Json;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;

/** {@code signet enroll --renew}: what is typed and what is said. */
class RenewTest {
    private static final String PASSPHRASE = "a long passphrase";
    private static ApiServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = new ApiServer(1000);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Path old(EmailAddress address) throws Exception {
        SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, TestCa.RANDOM);
        RequestTemplate template = new RequestTemplate(address, key.publicKey());
        byte[] request =
                template.signed(octets -> key.sign(template.scheme(), octets)).toArray();
        Issued issued = server.signet()
                .operatorIssuance()
                .issue(
                        List.of(address),
                        Optional.empty(),
                        server.signet().profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        CertificateRequest.parse(request).orThrow(),
                        TestCa.OPERATOR)
                .orThrow();
        byte[] file = new Pkcs12File(key, issued.chain().certificates())
                .write(
                        Pkcs12File.Flavour.MODERN,
                        "old",
                        Passphrase.of("the old passphrase".toCharArray()),
                        TestCa.RANDOM);
        return Files.write(folder.resolve("old.p12"), file);
    }

    private Ran enroll(String... more) throws Exception {
        Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n", StandardCharsets.UTF_8);
        List<String> line = new java.util.ArrayList<>(
                List.of("enroll", "--server", server.url(), "--passphrase-file", passphrase.toString()));
        line.addAll(
                List.of("--key", "ec-p256", "--out", folder.resolve("new.p12").toString()));
        line.addAll(List.of(more));
        return Ran.of(line.toArray(String[]::new));
    }

    @Test
    void theOldFileHasItsOwnPassphraseAndIsToBeKept() throws Exception {
        String old = old(EmailAddress.parse("renew@example.com").orThrow()).toString();
        Path oldPassphrase = Files.writeString(folder.resolve("old-passphrase"), "the old passphrase\n");
        Ran closed = enroll("--renew", old);
        assertThat(closed.code()).isEqualTo(1);
        assertThat(closed.err()).contains("--renew-passphrase-file");
        Ran other =
                enroll("--renew", old, "--renew-passphrase-file", oldPassphrase.toString(), "--email", "x@example.com");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("renew@example.com");
        Ran renewed = enroll("--renew", old, "--renew-passphrase-file", oldPassphrase.toString());
        assertThat(renewed.err()).isEmpty();
        assertThat(renewed.code()).isZero();
        assertThat(renewed.out()).contains("holds your key").contains("Keep " + old + " too");
        assertThat(folder.resolve("new.p12")).exists();
    }

    @Test
    void aKeyMadeBeforeWantsItsPassphraseBeforeTheServerIsAsked() throws Exception {
        try (SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, TestCa.RANDOM)) {
            EncryptedKey made =
                    EncryptedKey.of(key, Passphrase.of("the first passphrase".toCharArray()), TestCa.RANDOM);
            Files.writeString(
                    folder.resolve("new.p12.pending"),
                    Json.writePretty(java.util.Map.of(
                            "server",
                            server.url(),
                            "email",
                            "ada@example.com",
                            "id",
                            "unknown",
                            "claim",
                            "unknown",
                            "publicKey",
                            Pem.encode(Pem.PUBLIC_KEY, made.publicKey()),
                            "privateKey",
                            Pem.encode(Pem.ENCRYPTED_KEY, made.privateKey()))));
        }
        Ran ran = enroll("--email", "ada@example.com");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).startsWith("The key of this enrolment was made already, under another passphrase");
    }

    @Test
    void everyAddressHasItsCode() throws Exception {
        String[] both = {"--email", "one@example.com", "--email", "two@example.com", "--wait", "0"};
        Ran begun = enroll(both);
        assertThat(begun.code()).isEqualTo(1);
        assertThat(begun.err())
                .contains("A code was mailed to each of one@example.com, two@example.com.")
                .contains("each on a line of its own, in this order.")
                .contains("The mailboxes are not proven yet.");
        Path codes = Files.writeString(folder.resolve("codes"), "ABCDE-FGHJK\n\n");
        List<String> again = new java.util.ArrayList<>(List.of(both));
        again.addAll(List.of("--code-file", codes.toString()));
        assertThat(enroll(again.toArray(String[]::new)).err())
                .startsWith("The code mailed to two@example.com is missing. Each code goes on a line of its own,");
    }

    @Test
    void ofAPairItIsSaidWhichKeyIsWhich() throws Exception {
        String old = old(EmailAddress.parse("pair@example.com").orThrow()).toString();
        Path oldPassphrase = Files.writeString(folder.resolve("old-passphrase"), "the old passphrase\n");
        Ran renewed = enroll("--renew", old, "--renew-passphrase-file", oldPassphrase.toString(), "--pair");
        assertThat(renewed.err()).isEmpty();
        assertThat(renewed.out())
                .containsSubsequence(
                        "new.p12 holds your key to sign and its certificate ",
                        "new.p12 holds your key to encrypt to and its certificate ",
                        "Programs that take one key a file: ");
    }

    @Test
    void withoutAnOldFileAnAddressIsNeeded() throws Exception {
        Ran ran = enroll();
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("Give your company address: --email ADDRESS.\n");
    }
}
