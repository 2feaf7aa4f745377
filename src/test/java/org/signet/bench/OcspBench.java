package org.signet.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.StatusService;
import org.signet.app.TestCa;
import org.signet.bench.Figure.Bar;
import org.signet.ca.authority.Issued;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.edge.http.Door;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;

/**
 * OCSP answers over HTTP, told again from memory and signed for each request, against a bare POST of the same sizes to the same
 * server. Server and clients share this machine and this process.
 */
final class OcspBench {
    private static final int ROUNDS = 5;
    private static final int COUNT = 60_000;
    private static final int CERTIFICATES = 500;
    private static final int CLIENTS = 8;
    private static final String TYPE = "Content-Type: application/ocsp-request\r\n";

    private final int port;
    private final List<byte[]> plain;
    private final List<byte[]> nonces;

    private OcspBench(int port, List<byte[]> plain, List<byte[]> nonces) {
        this.port = port;
        this.plain = plain;
        this.nonces = nonces;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("Java " + Runtime.version() + ", " + Providers.choices());
        try (Signet signet = TestCa.open(TestCa.found(TestCa.temporaryFolder(), KeyType.EC_P256, true))) {
            StatusService status = StatusService.of(signet);
            status.responders().keep(trouble -> {
                throw new IllegalStateException(trouble);
            });
            Certificate issuer = signet.hierarchy().find("issuing-1").orThrow().certificate();
            List<byte[]> plain = new ArrayList<>();
            List<byte[]> nonces = new ArrayList<>();
            for (int i = 0; i < CERTIFICATES; i++) {
                Certificate leaf = issue(signet, i);
                byte[] nonce = new byte[32];
                TestCa.RANDOM.nextBytes(nonce);
                plain.add(OcspRequest.forCertificate(leaf, issuer, Optional.empty())
                        .encode()
                        .toArray());
                nonces.add(OcspRequest.forCertificate(leaf, issuer, Optional.of(Bytes.of(nonce)))
                        .encode()
                        .toArray());
            }
            byte[] answer =
                    status.answers().answer(Bytes.of(plain.get(0))).der().toArray();
            System.out.println("request " + plain.get(0).length + ", answer " + answer.length + " octets");
            Door bare = routes -> routes.post("/bare", ctx -> {
                ctx.bodyAsBytes();
                ctx.contentType("application/ocsp-response").result(answer);
            });
            try (WebServer server = new WebServer(
                    ServerSettings.loopback(0),
                    List.of(status.door(kind -> {}), bare),
                    (ctx, problem) -> {},
                    TestCa.RANDOM)) {
                new OcspBench(URI.create(server.start().get(0)).getPort(), plain, nonces).run();
            }
        }
    }

    private static Certificate issue(Signet signet, int number) {
        return signet.operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse("p" + number + "@example.com")
                                .orThrow()),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .map(Issued::leaf)
                .orThrow();
    }

    private void run() throws Exception {
        for (int warm = 0; warm < 2; warm++) {
            post("/bare", plain);
            post("/ocsp", plain);
            post("/ocsp", nonces);
        }
        Samples.Rate[] bare = new Samples.Rate[ROUNDS];
        Samples.Rate[] ahead = new Samples.Rate[ROUNDS];
        Samples.Rate[] signed = new Samples.Rate[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            bare[round] = post("/bare", plain);
            ahead[round] = post("/ocsp", plain);
            signed[round] = post("/ocsp", nonces);
        }
        double floor = Samples.median(bare).perSecond();
        boolean isNative = !"off".equals(System.getProperty("signet.native"));
        Figure.of(
                        "OCSP",
                        "answers kept, by POST, against a bare POST",
                        Samples.median(ahead).perSecond() / floor,
                        "×",
                        Bar.atLeast(0.8),
                        "%s; bare %s",
                        Samples.median(ahead),
                        Samples.median(bare))
                .tell();
        Figure.of(
                        "OCSP",
                        "signed for each request (nonce), " + (isNative ? "Corretto" : "pure Java"),
                        Samples.median(signed).perSecond() / floor,
                        "×",
                        Bar.atLeast(isNative ? 0.5 : 0.35),
                        "%s; bare %s",
                        Samples.median(signed),
                        Samples.median(bare))
                .tell();
    }

    private Samples.Rate post(String path, List<byte[]> requests) throws Exception {
        return Samples.time(
                COUNT,
                () -> IssuanceBench.parallel(CLIENTS, CLIENTS, client -> {
                    try (LeanClient http = new LeanClient(port)) {
                        for (int i = client; i < COUNT; i += CLIENTS) {
                            http.post(path, TYPE, requests.get(i % requests.size()));
                        }
                    }
                }));
    }
}
