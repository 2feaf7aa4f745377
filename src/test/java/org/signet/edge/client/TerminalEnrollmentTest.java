package org.signet.edge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.TestCa;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.client.TerminalEnrollment.Patience;
import org.signet.edge.client.TerminalEnrollment.Pause;
import org.signet.edge.client.TerminalEnrollment.Questions;
import org.signet.edge.client.TerminalEnrollment.Wish;
import org.signet.edge.json.ApiServer;
import org.signet.edge.json.Json;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

class TerminalEnrollmentTest {
    private static final Passphrase PASSPHRASE = Passphrase.of("a long passphrase".toCharArray());
    private static ApiServer server;

    @TempDir
    private Path folder;

    private final List<Optional<Refusal>> asked = new ArrayList<>();
    private final List<String> typed = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = new ApiServer(1000);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Types what the test prepared, then the code from the mail; {@code null} stands for nobody there. */
    private final class Person implements Questions {
        @Override
        public Optional<String> code(EmailAddress mailedTo, Optional<Refusal> why) {
            asked.add(why);
            return typed.isEmpty() ? Optional.of(server.mailed()) : Optional.ofNullable(typed.remove(0));
        }

        @Override
        public void waiting(Duration atMost) {
            assertThat(atMost).isEqualTo(Duration.ofSeconds(20));
        }
    }

    private Wish wish(String address, KeyType type, Pkcs12File.Flavour flavour) {
        return new Wish(
                List.of(EmailAddress.parse(address).orThrow()),
                PersonName.parse("Ada Lovelace").orThrow(),
                "en",
                type,
                folder.resolve("me.p12"),
                flavour,
                false);
    }

    private Wish wish(String address) {
        return wish(address, KeyType.EC_P256, Pkcs12File.Flavour.MODERN);
    }

    private static Wish into(Path file, Wish wish) {
        return new Wish(wish.addresses(), wish.name(), "en", wish.keyType(), file, wish.flavour(), false);
    }

    private Path pending() {
        return folder.resolve("me.p12.pending");
    }

    private PendingEnrollment stored() {
        return PendingEnrollment.read(pending()).orThrow().orElseThrow();
    }

    private TerminalEnrollment enrollment(String url, Duration patience, Pause pause) {
        SignetClient client = new SignetClient(BaseUrl.server(url).orThrow());
        return new TerminalEnrollment(
                client, new Person(), new Patience(patience, Duration.ofSeconds(5), pause), TestCa.RANDOM);
    }

    private Ending run(Wish wish) {
        return enrollment(server.url(), Duration.ZERO, time -> {}).run(wish, PASSPHRASE);
    }

    private static Refusal refusal(Ending ending) {
        return ((Ending.Refused) ending).refusal();
    }

    @ParameterizedTest
    @CsvSource({"EC_P256, MODERN", "RSA_3072, COMPATIBILITY"})
    void oneRunWithAnApprovalInBetween(KeyType type, Pkcs12File.Flavour flavour) throws IOException {
        Wish wish = wish(type.text() + "@example.com", type, flavour);
        List<Duration> pauses = new ArrayList<>();
        Ending ending = enrollment(server.url(), Duration.ofSeconds(20), time -> {
                    pauses.add(time);
                    if (pauses.size() == 2) {
                        server.approve(stored().id());
                    }
                })
                .run(wish, PASSPHRASE);

        assertThat(ending).isInstanceOf(Ending.Done.class);
        assertThat(pauses).hasSize(2);
        Pkcs12File file =
                Pkcs12File.open(Files.readAllBytes(wish.file()), PASSPHRASE).orThrow();
        assertThat(file.chain()).hasSize(3);
        assertThat(file.chain().get(0))
                .isEqualTo(((Ending.Done) ending).certificates().get(0));
        assertThat(file.chain().get(0).content().addresses()).containsExactly(wish.address());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wish.file())))
                .isEqualTo("rw-------");
        assertThat(pending()).doesNotExist();
    }

    @Test
    void anotherDayGoesOnWhereThisOneStopped() throws IOException {
        Wish wish = wish("later@example.com");
        typed.add(null);
        assertThat(run(wish)).isEqualTo(new Ending.Waiting(EnrollmentState.REQUESTED, pending()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pending())))
                .isEqualTo("rw-------");
        String id = stored().id();
        typed.add("WRONG-WRONG");
        assertThat(run(wish)).isEqualTo(new Ending.Waiting(EnrollmentState.PROVEN, pending()));
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2).orElseThrow().code()).isEqualTo(RefusalCode.WRONG_CODE);
        assertThat(run(wish)).isInstanceOf(Ending.Waiting.class);
        assertThat(stored().id()).isEqualTo(id);
        server.approve(id);
        assertThat(run(wish)).isInstanceOf(Ending.Done.class);
        assertThat(pending()).doesNotExist();
    }

    /** The answer that brings the certificate is lost; the key is not, and the same certificate comes again. */
    @Test
    void aLostAnswerCostsNothing() throws IOException {
        Wish wish = wish("lost@example.com");
        run(wish);
        server.approve(stored().id());
        String real = server.url();
        try (LossyProxy proxy = new LossyProxy(real)) {
            redirectPending(proxy.url());
            assertThatThrownBy(() ->
                            enrollment(proxy.url(), Duration.ZERO, time -> {}).run(wish, PASSPHRASE))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("504");
        }
        assertThat(wish.file()).doesNotExist();
        assertThat(Files.readString(pending())).contains("BEGIN ENCRYPTED PRIVATE KEY");
        redirectPending(real);

        Passphrase other = Passphrase.of("another passphrase".toCharArray());
        Ending wrong = enrollment(real, Duration.ZERO, time -> {}).run(wish, other);
        assertThat(refusal(wrong).code()).isEqualTo(RefusalCode.WRONG_PASSPHRASE);
        assertThat(run(wish)).isInstanceOf(Ending.Done.class);
        assertThat(server.signet().certificates().naming(wish.address())).hasSize(1);
    }

    private void redirectPending(String url) {
        PendingEnrollment p = stored();
        new PendingEnrollment(url, p.email(), p.id(), p.claim(), p.publicKey(), p.privateKey()).write(pending());
    }

    @Test
    void killedBeforeTidyingUpIsDoneAllTheSame() throws IOException {
        Wish wish = wish("killed@example.com");
        run(wish);
        server.approve(stored().id());
        PendingEnrollment pending = stored();
        var client = new SignetClient(BaseUrl.server(server.url()).orThrow());
        var keyFile = new CertifiedKeyFile(TestCa.RANDOM);
        var key = keyFile.keys(pending, false, wish, PASSPHRASE).orThrow();
        var certificate = keyFile.write(key, csr -> client.certify(pending.claim(), csr), wish, PASSPHRASE)
                .orThrow();
        assertThat(pending()).exists();
        assertThat(run(wish)).isEqualTo(new Ending.Done(List.of(wish.file()), certificate));
        assertThat(pending()).doesNotExist();
    }

    @Test
    void anExistingFileIsNeverReplaced() throws IOException {
        Wish wish = wish("exists@example.com");
        Files.writeString(wish.file(), "precious");
        assertThat(refusal(run(wish)).detail()).contains("exists already");
        run(into(folder.resolve("other.p12"), wish));
        Files.move(folder.resolve("other.p12.pending"), pending());
        assertThat(refusal(run(wish)).detail()).contains("exists already");
        assertThat(Files.readString(wish.file())).isEqualTo("precious");
        assertThat(pending()).exists();
    }

    @Test
    void aMissingFolderIsSaidBeforeAMailIsSent() {
        Wish wish = wish("folder@example.com");
        Path file = folder.resolve("missing").resolve("me.p12");
        Ending ending = run(into(file, wish));
        assertThat(refusal(ending).detail()).contains("does not exist");
        assertThat(asked).isEmpty();
    }

    @Test
    void anothersEnrolmentIsNotMixedIn() throws IOException {
        run(wish("mine@example.com"));
        assertThat(refusal(run(wish("yours@example.com"))).detail())
                .contains("unfinished enrolment of mine@example.com");
        Files.writeString(pending(), "{\"server\":\"x\"}");
        assertThat(refusal(run(wish("mine@example.com"))).detail()).contains("move it away");
    }

    @Test
    void anOfficersNoEndsIt() {
        Wish wish = wish("no@example.com");
        run(wish);
        server.enrollments()
                .refuse(stored().id(), "Who are you?", TestCa.OPERATOR)
                .orThrow();
        assertThat(refusal(run(wish)).detail()).isEqualTo("Your request was refused. The reason given: Who are you?");
        assertThat(pending()).doesNotExist();
    }

    @Test
    void fiveWrongCodesEndIt() {
        for (int i = 0; i < 5; i++) {
            typed.add("WRONG-WRONG");
        }
        assertThat(refusal(run(wish("guess@example.com"))).detail()).contains("Too many wrong codes");
        assertThat(pending()).doesNotExist();
    }

    /** One code a run, as a script gives them: the sentence tells the way out, and the way leads out. */
    @Test
    void codesUsedUpOverSeveralRunsTellHowToBeginAgain() throws IOException {
        Wish wish = wish("script@example.com");
        for (int i = 0; i < 5; i++) {
            typed.addAll(Arrays.asList("WRONG-WRONG", null));
            assertThat(run(wish)).isEqualTo(new Ending.Waiting(EnrollmentState.REQUESTED, pending()));
        }
        Refusal refusal = refusal(run(wish));
        assertThat(refusal.code()).isEqualTo(RefusalCode.TOO_MANY);
        assertThat(refusal.detail())
                .contains("Too many wrong codes")
                .contains("To begin again, move " + pending() + " away")
                .doesNotContain("The same command goes on");
        Files.delete(pending());
        assertThat(run(wish)).isEqualTo(new Ending.Waiting(EnrollmentState.PROVEN, pending()));
    }

    @Test
    void aForeignAddressLeavesNothing() {
        assertThat(refusal(run(wish("ada@elsewhere.org"))).code()).isEqualTo(RefusalCode.FOREIGN_DOMAIN);
        assertThat(pending()).doesNotExist();
    }

    @Test
    void thePendingFileKeepsItsSecretsToItself() {
        PendingEnrollment pending = new PendingEnrollment("s", "e", "i", "the-claim", null, null);
        assertThat(pending.toString()).doesNotContain("the-claim");
        assertThat(new String(Json.write(pending), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"server\":\"s\",\"email\":\"e\",\"id\":\"i\",\"claim\":\"the-claim\"}");
    }

    @Test
    void whatWasEnrolledIsFound() {
        Wish wish = wish("found@example.com");
        run(wish);
        server.approve(stored().id());
        Ending.Done done = (Ending.Done) run(wish);
        SignetClient client = new SignetClient(BaseUrl.server(server.url()).orThrow());
        assertThat(client.find(wish.address()).orThrow().certificates()).containsExactlyElementsOf(done.certificates());
        assertThat(client.find(EmailAddress.parse("nobody@example.com").orThrow())
                        .orThrow()
                        .certificates())
                .isEmpty();
    }
}
