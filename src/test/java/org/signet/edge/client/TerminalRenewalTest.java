package org.signet.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.ca.revocation.Revocation;
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
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

/** {@code signet enroll --renew} at a real server. */
class TerminalRenewalTest {
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
            return Optional.of(server.mailed());
        }

        @Override
        public void waiting(Duration atMost) {}
    }

    private static SignetClient client() {
        return new SignetClient(BaseUrl.server(server.url()).orThrow());
    }

    private List<Path> enrolled(String address, boolean pair) {
        Wish wish = new Wish(
                List.of(EmailAddress.parse(address).orThrow()),
                PersonName.parse("Ada Lovelace").orThrow(),
                "en",
                KeyType.EC_P256,
                folder.resolve("old.p12"),
                Pkcs12File.Flavour.COMPATIBILITY,
                pair);
        TerminalEnrollment enrollment = new TerminalEnrollment(
                client(), new Person(), new Patience(Duration.ZERO, Duration.ofSeconds(5), time -> {}), TestCa.RANDOM);
        enrollment.run(wish, PASSPHRASE);
        server.approve(PendingEnrollment.read(folder.resolve("old.p12.pending"))
                .orThrow()
                .orElseThrow()
                .id());
        return ((Ending.Done) enrollment.run(wish, PASSPHRASE)).files();
    }

    private static List<Pkcs12File> opened(Path file) throws IOException {
        return Pkcs12File.openAll(Files.readAllBytes(file), PASSPHRASE).orThrow();
    }

    private Ending renew(String url, Clock clock, Path old, Path out, boolean pair) throws IOException {
        return new TerminalRenewal(new SignetClient(BaseUrl.server(url).orThrow()), clock, TestCa.RANDOM)
                .run(
                        new TerminalRenewal.Plan(
                                opened(old), KeyType.EC_P384, out, Pkcs12File.Flavour.COMPATIBILITY, pair),
                        PASSPHRASE);
    }

    private Ending renew(Path old, Path out) throws IOException {
        return renew(server.url(), Clock.systemUTC(), old, out, false);
    }

    private static Refusal refusal(Ending ending) {
        return ((Ending.Refused) ending).refusal();
    }

    private Path pending() {
        return folder.resolve("new.p12.pending");
    }

    @Test
    void theOldKeyStandsForTheCodeAndIsLeftAlone() throws IOException {
        Path old = enrolled("ada@example.com", false).get(0);
        byte[] before = Files.readAllBytes(old);
        Path out = folder.resolve("new.p12");
        Ending.Done done = (Ending.Done) renew(old, out);
        Certificate renewed = opened(out).get(0).chain().get(0);
        assertThat(done.certificates()).containsExactly(renewed);
        Certificate certificate = opened(old).get(0).chain().get(0);
        assertThat(renewed.content().addresses())
                .isEqualTo(certificate.content().addresses());
        assertThat(renewed.content().keyId()).isNotEqualTo(certificate.content().keyId());
        assertThat(pending()).doesNotExist();
        assertThat(Files.readAllBytes(old)).isEqualTo(before);
        assertThat(server.signet().mailQueue().latest(1).get(0).mail().subject())
                .isEqualTo("Your e-mail certificate was" + " renewed (Example Company)");

        assertThat(refusal(renew(old, old)).detail()).contains("exists already");
        assertThat(refusal(renew(old, folder.resolve("third.p12"))).detail()).contains("renewed by its key already");
        assertThat(folder.resolve("third.p12.pending")).doesNotExist();
        assertThat(renew(out, folder.resolve("third.p12"))).isInstanceOf(Ending.Done.class);
    }

    @Test
    void aPairBecomesAPair() throws IOException {
        List<Path> old = enrolled("pair@example.com", true);
        assertThat(refusal(renew(old.get(2), folder.resolve("half.p12"))).detail())
                .contains("no key that signs for a mailbox");
        Ending.Done done = (Ending.Done) renew(old.get(0), folder.resolve("new.p12"));
        assertThat(done.files()).hasSize(3);
        assertThat(done.certificates())
                .extracting(each -> server.signet()
                        .certificates()
                        .find(each.content().serial())
                        .orElseThrow()
                        .use())
                .containsExactly(KeyUse.SIGN, KeyUse.ENCRYPT);
    }

    @Test
    void oneKeyBecomesAPairWhereItIsAskedFor() throws IOException {
        Path old = enrolled("more@example.com", false).get(0);
        Ending.Done done = (Ending.Done) renew(server.url(), Clock.systemUTC(), old, folder.resolve("new.p12"), true);
        assertThat(done.certificates()).hasSize(2);
    }

    @Test
    void aLostAnswerIsHadAgain() throws IOException {
        Path old = enrolled("lost@example.com", false).get(0);
        Path out = folder.resolve("new.p12");
        // The proof names the server that people know: one that stands between could not use it elsewhere.
        String otherwise = server.url().replace("127.0.0.1", "localhost");
        assertThat(refusal(renew(otherwise, Clock.systemUTC(), old, out, false)).code())
                .isEqualTo(RefusalCode.BAD_SIGNATURE);
        List<Pkcs12File> content = opened(old);
        CertifiedKeyFile keyFile = new CertifiedKeyFile(TestCa.RANDOM);
        Wish wish = new Wish(
                content.get(0).chain().get(0).content().addresses(),
                PersonName.ofDisplay("lost"),
                "en",
                KeyType.EC_P256,
                out,
                Pkcs12File.Flavour.COMPATIBILITY,
                false);
        PendingEnrollment unfinished = new PendingEnrollment(
                server.url(),
                wish.addressList(),
                "renewal",
                content.get(0).chain().get(0).content().serial().hex(),
                null,
                null);
        var keys = keyFile.keys(unfinished, false, wish, PASSPHRASE).orThrow();
        assertThat(pending()).exists();
        byte[] remembered = Files.readAllBytes(pending());
        Ending.Done first = (Ending.Done) renew(old, out);
        assertThat(first.certificates().get(0).content().publicKey())
                .isEqualTo(keys.get(0).publicKey());
        Files.delete(out);
        Files.write(pending(), remembered);
        assertThat(((Ending.Done) renew(old, out)).certificates()).isEqualTo(first.certificates());
        Path other = folder.resolve("other.p12");
        Path left = folder.resolve("other.p12.pending");
        keyFile.keys(
                        unfinished,
                        false,
                        new Wish(
                                wish.addresses(),
                                wish.name(),
                                "en",
                                KeyType.EC_P256,
                                other,
                                Pkcs12File.Flavour.COMPATIBILITY,
                                false),
                        PASSPHRASE)
                .orThrow();
        byte[] key = Files.readAllBytes(left);
        assertThat(refusal(renew(old, other)).detail()).contains("move " + left);
        assertThat(left).as("an earlier run may have sent it").hasBinaryContent(key);
    }

    @Test
    void aRevokedOneRenewsNothing() throws IOException {
        Path old = enrolled("revoked@example.com", false).get(0);
        server.signet()
                .revocation()
                .revoke(
                        opened(old).get(0).chain().get(0).content().serial(),
                        Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE),
                        TestCa.OPERATOR)
                .orThrow();
        assertThat(refusal(renew(old, folder.resolve("new.p12"))).detail())
                .contains("is revoked, so it renews nothing");
        assertThat(pending()).doesNotExist();
    }

    @Test
    void theClockMustBeNearlyRight() throws IOException {
        Path old = enrolled("clock@example.com", false).get(0);
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-11));
        assertThat(refusal(renew(server.url(), slow, old, folder.resolve("new.p12"), false))
                        .detail())
                .contains("Set the clock");
    }
}
