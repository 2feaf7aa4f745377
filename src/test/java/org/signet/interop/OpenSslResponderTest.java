package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.crypto.x509.revocation.Chain;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.crypto.x509.revocation.RevocationStatus.Evidence;
import org.signet.crypto.x509.revocation.RevocationStatus.Good;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.edge.client.Reach;
import org.signet.edge.client.StatusFetch;
import org.signet.model.RevocationReason;

/** OpenSSL's OCSP responder, asked as a certificate of its CA says. */
class OpenSslResponderTest {
    @TempDir
    private Path folder;

    private Process responder;

    @AfterEach
    void stop() {
        if (responder != null) {
            responder.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** @param entry of the CA's index, as `openssl ca` keeps it */
    private RevocationStatus ask(String entry) throws IOException {
        Program.require("openssl");
        int port = freePort();
        // OpenSSL answers by this machine's clock.
        Chain chain = Chain.make(
                Signet.systemClock().instant(),
                new Chain.Links(List.of(), List.of("http://127.0.0.1:" + port + "/")),
                Chain.Links.NONE);
        String key = Base64.getMimeEncoder()
                .encodeToString(chain.caKey().getPrivate().getEncoded());
        Path ca = write("ca.pem", chain.ca().pem());
        write("key.pem", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        write("index.txt", entry);
        responder = new ProcessBuilder(Stream.of(
                                "openssl ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey key.pem -ndays 1 -port "
                                        + port)
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .toList())
                .directory(ca.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = responder.inputReader();
        assertThat(output.readLine()).startsWith("ACCEPT");
        try (StatusFetch fetch = new StatusFetch(Reach.EVERYWHERE, new MovingClock(chain.now()))) {
            return fetch.source().status(chain.path(), 0, chain.now());
        }
    }

    @Test
    void aGoodOneIsGood() throws IOException {
        RevocationStatus status = ask("V\t400101000000Z\t\t4711\tunknown\t/CN=Ada\n");
        assertThat(status).isInstanceOf(Good.class);
        assertThat(status.evidence()).first().extracting(Evidence::kind).isEqualTo(Evidence.Kind.OCSP);
    }

    @Test
    void aRevokedOneIsRevoked() throws IOException {
        assertThat(ask("R\t400101000000Z\t250101000000Z,keyCompromise\t4711\tunknown\t/CN=Ada\n"))
                .isInstanceOfSatisfying(Revoked.class, revoked -> {
                    assertThat(revoked.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE);
                    assertThat(revoked.at()).isEqualTo("2025-01-01T00:00:00Z");
                });
    }

    @Test
    void anotherOnesEntrySaysNothing() throws IOException {
        assertThat(ask("V\t400101000000Z\t\t4712\tunknown\t/CN=Bob\n").isGood()).isFalse();
    }
}
