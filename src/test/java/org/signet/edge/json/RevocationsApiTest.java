package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.json.ApiCaller.problem;
import static org.signet.edge.json.ApiCaller.send;
import static org.signet.edge.json.ApiCaller.value;
import static org.signet.edge.json.ApiCaller.with;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.retention.CertificateArchive;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.Scope;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.possession.Proofs;
import org.signet.edge.json.revocation.RevocationView;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

/** Revocation for programs, by their tokens, and for everybody, by the key. */
class RevocationsApiTest {
    private static final String STATUS = "/api/v1/certificates/{serial}";
    private static final String ONE = STATUS + "/revocation";
    private static final String ALL = "/api/v1/people/revocations";
    private static final String PROOF = "/api/v1/revocations";
    private static ApiServer server;
    private static ApiCaller api;
    private static Described described;
    private static String revoking;
    private static String limited;
    private static String issuing;

    @BeforeAll
    static void start() throws IOException {
        server = new ApiServer(1000);
        api = new ApiCaller(server);
        described = new Described(send(api.request("/openapi.json")).body());
        revoking = token("hr", Scope.CERTIFICATES_REVOKE, Set.of());
        limited = token("branch", Scope.CERTIFICATES_REVOKE, Set.of("example.net"));
        issuing = token("erp", Scope.CERTIFICATES_ISSUE, Set.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String name, Scope scope, Set<String> domains) {
        return server.signet()
                .apiTokens()
                .create(new ApiToken.Plan(name, Set.of(scope), domains, 30), TestCa.OPERATOR)
                .orThrow()
                .secret()
                .text();
    }

    private static String issued(String profile, KeyPair key, String... addresses) {
        return server.signet()
                .operatorIssuance()
                .issue(
                        List.of(addresses).stream()
                                .map(text -> EmailAddress.parse(text).orThrow())
                                .toList(),
                        Optional.empty(),
                        server.signet().profiles().find(profile).orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .serial()
                .hex();
    }

    private static String issued(String... addresses) {
        return issued("mailbox-strict", Csr.key(KeyType.EC_P256), addresses);
    }

    private static HttpResponse<byte[]> revoke(String token, String serial, String body) throws IOException {
        HttpResponse<byte[]> answer = send(with(token, api.post("/certificates/" + serial + "/revocation", body)));
        described.assertAnswer(ONE, "post", answer);
        return answer;
    }

    private static HttpResponse<byte[]> release(String token, String serial) throws IOException {
        HttpResponse<byte[]> answer = send(with(
                token, api.request("/certificates/" + serial + "/revocation").DELETE()));
        described.assertAnswer(ONE, "delete", answer);
        return answer;
    }

    private static RevocationView.Status status(String serial) throws IOException {
        HttpResponse<byte[]> answer = send(api.request("/certificates/" + serial));
        described.assertAnswer(STATUS, "get", answer);
        return value(answer, 200, RevocationView.Status.class);
    }

    private static HttpResponse<byte[]> prove(String request) throws IOException {
        String json = new String(Json.write(Map.of("request", request)), StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer = send(api.post("/revocations", json));
        described.assertAnswer(PROOF, "post", answer);
        return answer;
    }

    @Test
    void aTokenRevokesAndTheLogNamesIt() throws IOException {
        String serial = issued("ada@example.com");
        assertThat(status(serial).status()).isEqualTo("active");
        var revoked = value(
                revoke(revoking, serial, "{\"reason\":\"keyCompromise\",\"invalidSince\":\"2026-11-01T00:00:00Z\"}"),
                200,
                RevocationView.Status.class);
        assertThat(revoked).isEqualTo(status(serial));
        assertThat(revoked.status()).isEqualTo("revoked");
        assertThat(revoked.reason()).isEqualTo("keyCompromise");
        assertThat(revoked.invalidSince()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(server.signet().audit().latest(1).get(0).actor()).isEqualTo("token:hr");
        assertThat(problem(revoke(revoking, serial, "{}"), 409).code()).isEqualTo("already-revoked");
        assertThat(value(revoke(revoking, issued("bea@example.com"), "{}"), 200, RevocationView.Status.class)
                        .reason())
                .isEqualTo("unspecified");
    }

    /** It is told as it was; nothing changes it any more. */
    @Test
    void whatWasArchivedIsStillTold() throws Exception {
        String one = issued("archie@example.com");
        String two = issued("archie@example.com");
        revoke(revoking, one, "{\"reason\":\"superseded\"}");
        RevocationView.Status revoked = status(one);
        RevocationView.Status good = status(two);
        assertThat(good.archived()).isNull();
        Signet signet = server.signet();
        new CertificateArchive(
                        signet.folder().path().resolve("archive"), signet.database(), signet.audit(), signet.clock())
                .run(signet.clock().instant().plus(Duration.ofDays(2_000)), TestCa.OPERATOR, done -> {})
                .orThrow();
        for (RevocationView.Status before : List.of(revoked, good)) {
            RevocationView.Status after = status(before.serial());
            assertThat(after.archived()).isTrue();
            assertThat(after)
                    .usingRecursiveComparison()
                    .ignoringFields("archived")
                    .isEqualTo(before);
        }
        assertThat(problem(revoke(revoking, two, "{}"), 404).detail()).contains("was archived, in certificates-");
    }

    @Test
    void aHoldIsReleased() throws IOException {
        String strict = issued("held@example.com");
        assertThat(problem(revoke(revoking, strict, "{\"reason\":\"certificateHold\"}"), 422)
                        .detail())
                .contains("-strict");
        assertThat(problem(release(revoking, strict), 409).code()).isEqualTo("wrong-state");
        String serial = issued("mailbox-multipurpose", Csr.key(KeyType.EC_P256), "held@example.com");
        assertThat(value(revoke(revoking, serial, "{\"reason\":\"certificateHold\"}"), 200, RevocationView.Status.class)
                        .status())
                .isEqualTo("held");
        assertThat(value(release(revoking, serial), 200, RevocationView.Status.class)
                        .status())
                .isEqualTo("active");
    }

    @Test
    void aLimitedTokenReachesNoCertificateOfAnotherDomain() throws IOException {
        String mixed = issued("carl@example.net", "carl@example.com");
        String inside = issued("dora@example.net");
        for (HttpResponse<byte[]> answer :
                List.of(revoke(limited, mixed, "{}"), release(limited, mixed), leaver(limited, "carl@example.net"))) {
            assertThat(problem(answer, 403).detail()).contains("example.net");
        }
        assertThat(problem(leaver(limited, "nobody@example.com"), 403).code())
                .as("nor does it learn who is there")
                .isEqualTo("not-allowed");
        assertThat(status(mixed).status()).isEqualTo("active");
        assertThat(value(revoke(limited, inside, "{}"), 200, RevocationView.Status.class)
                        .status())
                .isEqualTo("revoked");
    }

    private static HttpResponse<byte[]> leaver(String token, String email) throws IOException {
        HttpResponse<byte[]> answer = send(with(
                token,
                api.post("/people/revocations", "{\"email\":\"" + email + "\",\"reason\":\"cessationOfOperation\"}")));
        described.assertAnswer(ALL, "post", answer);
        return answer;
    }

    @Test
    void aLeaverKeepsNoCertificate() throws IOException {
        String one = issued("emil@example.com");
        String two = issued("emil@example.com", "e.second@example.com");
        var all = value(leaver(revoking, "e.second@example.com"), 200, RevocationView.All.class);
        assertThat(all.certificates()).extracting(RevocationView.Status::serial).containsExactlyInAnyOrder(one, two);
        assertThat(all.certificates()).allMatch(each -> each.reason().equals("cessationOfOperation"));
        assertThat(problem(leaver(revoking, "emil@example.com"), 404).detail()).contains("no certificate left");
        assertThat(problem(leaver(revoking, "nobody@example.com"), 404).code()).isEqualTo("not-found");
    }

    @Test
    void whoMayNotIsTold() throws IOException {
        String serial = issued("fay@example.com");
        assertThat(problem(send(api.post("/certificates/" + serial + "/revocation", "{}")), 401)
                        .code())
                .isEqualTo("not-signed-in");
        assertThat(problem(revoke(issuing, serial, "{}"), 403).detail()).contains("certificates:revoke");
        assertThat(problem(release(issuing, serial), 403).code()).isEqualTo("not-allowed");
        assertThat(problem(leaver(issuing, "fay@example.com"), 403).code()).isEqualTo("not-allowed");
        assertThat(status(serial).status()).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "{\"reason\":\"boredom\"}               | 422 | bad-input",
                "{\"reason\":\"cACompromise\"}          | 422 | bad-input",
                "{\"reason\":7}                         | 422 | bad-input",
                "{\"invalidSince\":\"yesterday\"}       | 422 | bad-input",
                "{\"invalidSince\":\"2099-01-01T00:00:00Z\"} | 422 | bad-input",
                "{\"why\":\"x\"}                        | 422 | bad-input",
                "no json                                | 422 | bad-input"
            })
    void badBodiesAreProblems(String body, int status, String code) throws IOException {
        String serial = issued("gus@example.com");
        assertThat(problem(revoke(revoking, serial, body), status).code()).isEqualTo(code);
    }

    @Test
    void unknownAndMalformedNumbersAreProblems() throws IOException {
        assertThat(problem(revoke(revoking, "7fff", "{}"), 404).code()).isEqualTo("not-found");
        assertThat(problem(revoke(revoking, "nonsense", "{}"), 422).code()).isEqualTo("bad-input");
        HttpResponse<byte[]> unknown = send(api.request("/certificates/7fff"));
        described.assertAnswer(STATUS, "get", unknown);
        assertThat(problem(unknown, 404).code()).isEqualTo("not-found");
    }

    @Test
    void theKeyItselfIsProofEnough() throws IOException {
        KeyPair key = Csr.key(KeyType.EC_P256);
        String serial = issued("mailbox-strict", key, "hal@example.com");
        var ended = value(prove(Proofs.compromised(key)), 200, RevocationView.Ended.class);
        assertThat(ended.revoked()).containsExactly(serial);
        assertThat(status(serial).reason()).isEqualTo("keyCompromise");
        assertThat(value(prove(Proofs.compromised(key)), 200, RevocationView.Ended.class)
                        .before())
                .as("a lost answer, asked again")
                .containsExactly(serial);
    }

    @Test
    void aProofOfNothingIsRefused() throws IOException {
        KeyPair key = Csr.key(KeyType.EC_P256);
        String serial = issued("mailbox-strict", key, "ida@example.com");
        String enrolment = Pem.encode(Pem.REQUEST, Bytes.of(Csr.of(key)));
        assertThat(problem(prove(enrolment), 422).code())
                .as("an enrolment that was caught")
                .isEqualTo("bad-request-file");
        assertThat(problem(prove("A".repeat(60_000)), 413).code()).isEqualTo("too-large");
        assertThat(problem(prove("A".repeat(17_000)), 413).code()).isEqualTo("too-large");
        assertThat(problem(prove(""), 422).code()).isEqualTo("bad-input");
        assertThat(problem(prove(Proofs.compromised(Csr.key(KeyType.EC_P256))), 404)
                        .detail())
                .contains("No certificate of ours");
        assertThat(problem(
                                prove(Proofs.of(
                                        Csr.key(KeyType.EC_P256),
                                        org.signet.model.SerialNumber.parse(serial)
                                                .orThrow(),
                                        RevocationReason.SUPERSEDED)),
                                404)
                        .code())
                .isEqualTo("not-found");
        assertThat(status(serial).status()).isEqualTo("active");
        assertThat(problem(send(api.post("/revocations", "text/plain", new byte[2])), 415)
                        .detail())
                .contains("application/json");
    }
}
