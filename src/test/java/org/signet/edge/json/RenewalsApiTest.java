package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.json.ApiCaller.problem;
import static org.signet.edge.json.ApiCaller.send;
import static org.signet.edge.json.ApiCaller.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.app.ceremony.CaImport;
import org.signet.app.ceremony.OldCa;
import org.signet.ca.enrollment.renewal.RenewalProof;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.SerialNumber;

/** Renewal by the old key, as a program sees it. */
class RenewalsApiTest {
    private static final String PATH = "/api/v1/renewals";
    private static ApiServer server;
    private static ApiCaller api;
    private static Described described;
    private static int people;

    private final KeyPair old = Csr.key(KeyType.EC_P256);
    private SerialNumber serial;

    @BeforeAll
    static void start() throws IOException {
        server = new ApiServer(1000);
        api = new ApiCaller(server);
        described = new Described(send(api.request("/openapi.json")).body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void certificate() {
        serial = certified(old, KeyUse.BOTH);
    }

    private static SerialNumber certified(KeyPair key, KeyUse use) {
        return server.signet()
                .operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse("p" + ++people + "@example.com")
                                .orThrow()),
                        Optional.empty(),
                        server.signet().profiles().find("mailbox-strict").orThrow(),
                        use,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .serial();
    }

    private static String csr(KeyPair key) {
        return Pem.encode(Pem.REQUEST, Bytes.of(Csr.of(key)));
    }

    private static RenewalView signed(SerialNumber serial, String csr, KeyPair by, String url) {
        RenewalProof proof = new RenewalProof(serial, Instant.now().toString(), csr);
        byte[] signature = Providers.sign(SignatureScheme.forKey(by.getPublic()), by.getPrivate(), proof.text(url));
        return new RenewalView(
                serial.hex(), csr, proof.time(), Base64.getEncoder().encodeToString(signature));
    }

    private RenewalView signed(String csr) {
        return signed(serial, csr, old, server.url());
    }

    private static HttpResponse<byte[]> post(RenewalView renewal) throws IOException {
        HttpResponse<byte[]> answer =
                send(api.post("/renewals", new String(Json.write(renewal), StandardCharsets.UTF_8)));
        described.assertAnswer(PATH, "post", answer);
        return answer;
    }

    @Test
    void theProofIsGoodForItsKeysOnly() throws IOException {
        KeyPair fresh = Csr.key(KeyType.EC_P256);
        RenewalView renewal = signed(csr(fresh));
        IssuedView issued = value(post(renewal), 200, IssuedView.class);
        assertThat(issued.chain()).hasSize(2);
        assertThat(value(post(renewal), 200, IssuedView.class).serial()).isEqualTo(issued.serial());
        assertThat(server.signet().audit().latest(20))
                .anyMatch(entry -> entry.type().equals("CertificateRenewed")
                        && entry.details().contains(issued.serial()));
        RenewalView swapped =
                new RenewalView(serial.hex(), csr(Csr.key(KeyType.EC_P256)), renewal.time(), renewal.signature());
        assertThat(problem(post(swapped), 422).code()).isEqualTo("bad-signature");
        assertThat(problem(post(signed(csr(Csr.key(KeyType.EC_P256)))), 409).code())
                .isEqualTo("wrong-state");
    }

    @Test
    void whatIsNotProvenIsRefused() throws IOException {
        String csr = csr(Csr.key(KeyType.EC_P256));
        KeyPair other = Csr.key(KeyType.EC_P256);
        assertThat(problem(post(signed(serial, csr, other, server.url())), 422).code())
                .isEqualTo("bad-signature");
        assertThat(problem(post(signed(serial, csr, old, "https://other.example")), 422)
                        .detail())
                .contains(server.url());
        RenewalView good = signed(csr);
        assertThat(problem(
                                post(new RenewalView(
                                        good.certificate(), csr, "2026-01-01T00:00:00Z", good.signature())),
                                422)
                        .code())
                .isEqualTo("bad-signature");
        assertThat(problem(post(new RenewalView(good.certificate(), csr, good.time(), "?")), 422)
                        .detail())
                .contains("base64");
        assertThat(problem(post(new RenewalView(good.certificate(), csr, good.time(), null)), 422)
                        .detail())
                .contains("\"signature\"");
        assertThat(problem(post(signed(SerialNumber.parse("4a4b").orThrow(), csr, old, server.url())), 404)
                        .detail())
                .contains("did not issue");
        SerialNumber encryption = certified(other, KeyUse.ENCRYPT);
        assertThat(problem(post(signed(encryption, csr, other, server.url())), 422)
                        .detail())
                .contains("encryption only");
    }

    @Test
    void theNewKeyIsNew() throws IOException {
        assertThat(problem(post(signed(csr(old))), 409).code()).isEqualTo("key-in-use");
        KeyPair fresh = Csr.key(KeyType.EC_P256);
        assertThat(problem(post(signed(csr(fresh) + csr(fresh))), 422).code()).isEqualTo("bad-request-file");
        IssuedView pair = value(post(signed(csr(fresh) + csr(Csr.key(KeyType.EC_P256)))), 200, IssuedView.class);
        assertThat(pair.encryption()).isNotNull();
    }

    @Test
    void aRetryThatOverlapsTheFirstGetsTheSameAnswerAndNothingIsSignedInVain() {
        RenewalView renewal = signed(csr(Csr.key(KeyType.EC_P256)));
        List<String> serials = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return value(post(renewal), 200, IssuedView.class).serial();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .distinct()
                .toList();
        assertThat(serials).hasSize(1);
        assertThat(server.signet().audit().latest(200))
                .filteredOn(entry -> entry.type().equals("IssuanceIntended"))
                .filteredOn(entry -> entry.details().contains(keyId(renewal)))
                .hasSize(1);
    }

    private static String keyId(RenewalView renewal) {
        return CertificateRequest.parse(renewal.csr().getBytes(StandardCharsets.US_ASCII))
                .orThrow()
                .keyId()
                .hex();
    }

    @Test
    void aWeakKeyOfAnImportedCaProvesNothing() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair weak = generator.generateKeyPair();
        OldCa ca = new OldCa();
        new CaImport(server.signet(), TestCa.OPERATOR)
                .run(
                        new CaImport.Source(ca.key(), ca.certificate(), List.of(), ca.crl(List.of()), Optional.empty()),
                        List.of(ca.issue(new OldCa.Leaf(0x77, "Weak", "weak@example.com").of(weak))),
                        done -> {})
                .orThrow();
        RenewalView renewal =
                signed(SerialNumber.parse("77").orThrow(), csr(Csr.key(KeyType.EC_P256)), weak, server.url());
        assertThat(problem(post(renewal), 422).code()).isEqualTo("weak-key");
    }
}
