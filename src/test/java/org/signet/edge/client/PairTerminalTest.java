package org.signet.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.client.TerminalEnrollment.Patience;
import org.signet.edge.client.TerminalEnrollment.Questions;
import org.signet.edge.client.TerminalEnrollment.Wish;
import org.signet.edge.json.ApiServer;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Refusal;

/** {@code signet enroll} with more than one key or address: in one file and in two. */
class PairTerminalTest {
    private static final Passphrase PASSPHRASE = Passphrase.of("a long passphrase".toCharArray());
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

    private static final class Person implements Questions {
        @Override
        public Optional<String> code(EmailAddress mailedTo, Optional<Refusal> why) {
            boolean first = !mailedTo.local().equals("other");
            return Optional.of(first ? server.mailed() : server.mailed(mailedTo));
        }

        @Override
        public void waiting(Duration atMost) {}
    }

    private Wish wish(String address) {
        return wish(address, true);
    }

    private Wish wish(String address, boolean pair) {
        return new Wish(
                List.of(EmailAddress.parse(address).orThrow()),
                PersonName.parse("Ada Lovelace").orThrow(),
                "en",
                KeyType.EC_P256,
                folder.resolve("me.p12"),
                Pkcs12File.Flavour.MODERN,
                pair);
    }

    private Path pending() {
        return folder.resolve("me.p12.pending");
    }

    private PendingEnrollment stored() {
        return PendingEnrollment.read(pending()).orThrow().orElseThrow();
    }

    private static SignetClient client() {
        return new SignetClient(BaseUrl.server(server.url()).orThrow());
    }

    private Ending run(Wish wish) {
        return new TerminalEnrollment(
                        client(),
                        new Person(),
                        new Patience(Duration.ZERO, Duration.ofSeconds(5), time -> {}),
                        TestCa.RANDOM)
                .run(wish, PASSPHRASE);
    }

    private static Refusal refusal(Ending ending) {
        return ((Ending.Refused) ending).refusal();
    }

    @Test
    void aPairComesInOneFileAndInTwo() throws IOException {
        Wish wish = wish("pair@example.com");
        Path sign = folder.resolve("me-sign.p12");
        Path encrypt = folder.resolve("me-encrypt.p12");
        run(wish);
        server.approve(stored().id());
        Files.writeString(encrypt, "precious");
        assertThat(refusal(run(wish)).detail()).contains("me-encrypt.p12 exists already");
        Files.delete(encrypt);
        Ending.Done done = (Ending.Done) run(wish);
        assertThat(done.files()).containsExactly(wish.file(), sign, encrypt);
        assertThat(leaves(wish.file())).containsExactlyInAnyOrderElementsOf(done.certificates());
        assertThat(leaves(sign)).containsExactly(done.certificates().get(0));
        assertThat(leaves(encrypt)).containsExactly(done.certificates().get(1));
        assertThat(pending()).doesNotExist();
        assertThat(client().find(wish.address()).orThrow().certificates())
                .containsExactly(done.certificates().get(1));
    }

    private static List<Certificate> leaves(Path file) throws IOException {
        return Pkcs12File.openAll(Files.readAllBytes(file), PASSPHRASE).orThrow().stream()
                .map(content -> content.chain().get(0))
                .toList();
    }

    @Test
    void aPairThatWasWrittenInPartIsWrittenWhole() throws IOException {
        Wish wish = wish("partly@example.com");
        run(wish);
        server.approve(stored().id());
        PendingEnrollment pending = stored();
        var keyFile = new CertifiedKeyFile(TestCa.RANDOM);
        var keys = keyFile.keys(pending, true, wish, PASSPHRASE).orThrow();
        var certificates = keyFile.write(
                        keys, requests -> client().certify(pending.claim(), requests), wish, PASSPHRASE)
                .orThrow();
        Files.delete(wish.file());
        Files.delete(folder.resolve("me-sign.p12"));
        assertThat(((Ending.Done) run(wish)).certificates()).isEqualTo(certificates);
        assertThat(leaves(folder.resolve("me-sign.p12"))).containsExactly(certificates.get(0));
        assertThat(server.signet().certificates().naming(wish.address())).hasSize(2);
    }

    @Test
    void anEnrolmentOfOneKeyDoesNotBecomeAPair() {
        run(wish("single@example.com", false));
        server.approve(stored().id());
        assertThat(refusal(run(wish("single@example.com", true))).detail()).contains("begun without --pair");
        assertThat(run(wish("single@example.com", false))).isInstanceOf(Ending.Done.class);
    }

    @Test
    void everyAddressHasItsCode() throws IOException {
        Wish one = wish("several@example.com", false);
        EmailAddress other = EmailAddress.parse("other@example.com").orThrow();
        Wish both = new Wish(
                List.of(one.address(), other), one.name(), "en", one.keyType(), one.file(), one.flavour(), false);
        assertThat(run(both)).isInstanceOf(Ending.Waiting.class);
        assertThat(refusal(run(one)).detail()).contains("several@example.com, other@example.com");
        server.approve(stored().id());
        Ending.Done done = (Ending.Done) run(both);
        assertThat(done.certificates().get(0).content().addresses()).containsExactlyElementsOf(both.addresses());
    }

    @Test
    void aFileInTheWayIsSaidBeforeAMailIsSent() throws IOException {
        Files.writeString(folder.resolve("me-sign.p12"), "precious");
        assertThat(refusal(run(wish("way@example.com"))).detail()).contains("me-sign.p12 exists already");
        assertThat(pending()).doesNotExist();
    }
}
