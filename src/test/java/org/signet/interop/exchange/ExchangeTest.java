package org.signet.interop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.interop.Gpgsm;

/** Every kind of key, as one for everything and as a pair, is used by programs of other makers to write to each other. */
class ExchangeTest {
    private static final String TEXT = "Signed, or sealed, or both; in this order.\r\n";
    /**
     * What comes of it. The NSS (3.87) and the gpgsm (2.2) of Debian 12 know no key agreement, with which one encrypts to an EC
     * key; gpgsm has no EC key to sign with. "unwritten": the writer cannot; "unread": the reader cannot.
     */
    private static final String TABLE = """
            act      writer   reader   RSA   EC
            sign     openssl  openssl  yes   yes
            sign     openssl  nss      yes   yes
            sign     openssl  gpgsm    yes   yes
            sign     nss      openssl  yes   yes
            sign     nss      nss      yes   yes
            sign     nss      gpgsm    yes   yes
            sign     gpgsm    openssl  yes   unwritten
            sign     gpgsm    nss      yes   unwritten
            encrypt  openssl  openssl  yes   yes
            encrypt  openssl  nss      yes   unread
            encrypt  openssl  gpgsm    yes   unread
            encrypt  nss      openssl  yes   unwritten
            encrypt  nss      gpgsm    yes   unwritten
            encrypt  gpgsm    openssl  yes   unwritten
            encrypt  gpgsm    nss      yes   unwritten
            """;

    private static List<Correspondent> people;
    private static Map<String, Peer> peers;
    private static Gpgsm gpgsm;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void meet() throws IOException {
        Path root = folder.resolve("root.pem");
        try (Signet signet =
                TestCa.open(TestCa.found(folder.resolve("ca"), List.of("example.com"), "http://localhost:8080"))) {
            Certificate certificate =
                    signet.hierarchy().roots().newest().orThrow().certificate();
            Files.writeString(root, certificate.pem());
            gpgsm = Gpgsm.trusting(certificate);
            people = Stream.of(KeyType.values())
                    .parallel()
                    .flatMap(type -> Stream.of(false, true)
                            .map(pair -> Correspondent.certify(signet, type, pair, folder.resolve(type.text() + pair))))
                    .toList();
        }
        CompletableFuture<Peer> nss =
                CompletableFuture.supplyAsync(() -> Peer.Nss.trusting(folder.toString(), root.toString(), people));
        peers = Map.of(
                "openssl", new Peer.OpenSsl(root.toString()),
                "gpgsm", Peer.GnuPg.trusting(gpgsm, people),
                "nss", nss.join());
    }

    @AfterAll
    static void part() {
        gpgsm.close();
    }

    static Stream<Arguments> all() {
        return people.stream()
                .flatMap(who -> TABLE.lines()
                        .skip(1)
                        .map(line -> line.split(" +"))
                        .map(cells -> Arguments.of(
                                who,
                                cells[0],
                                cells[1],
                                cells[2],
                                cells[who.type().isRsa() ? 3 : 4])));
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsWhatTheOtherWrote(Correspondent who, String act, String writer, String reader, String expected)
            throws IOException {
        Path text = Files.writeString(folder.resolve("text"), TEXT);
        Path message = folder.resolve("message");
        Path content = folder.resolve("content");
        Files.deleteIfExists(message);
        Files.deleteIfExists(content);
        assertThat(outcome(who, act.equals("sign"), peers.get(writer), peers.get(reader), text, message, content))
                .isEqualTo(expected);
        if (expected.equals("yes")) {
            assertThat(content).hasContent(TEXT);
        }
    }

    private static String outcome(
            Correspondent who, boolean sign, Peer writer, Peer reader, Path text, Path message, Path content) {
        String sent = message.toString();
        String got = content.toString();
        if (!(sign ? writer.signs(who, text.toString(), sent) : writer.encrypts(who, text.toString(), sent))) {
            return "unwritten";
        }
        return (sign ? reader.verifies(sent, got) : reader.decrypts(who, sent, got)) ? "yes" : "unread";
    }
}
