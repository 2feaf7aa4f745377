package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.crypto.x509.revocation.Chain;
import org.signet.edge.client.PartnerServer;

/** {@code signet status} on a partner's certificate. */
class StatusVerbTest {
    @TempDir
    private Path folder;

    private PartnerServer server;
    private Chain chain;

    @BeforeEach
    void start() throws IOException {
        server = new PartnerServer();
        chain = Chain.make(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                new Chain.Links(List.of(server.url("/ca.crl")), List.of()),
                new Chain.Links(List.of(server.url("/root.crl")), List.of()));
        server.publish("/root.crl", chain.rootCrl());
        Files.writeString(
                folder.resolve("chain.pem"), chain.leaf().pem() + chain.ca().pem());
        Files.writeString(folder.resolve("root.pem"), chain.root().pem());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Ran status(String... more) {
        return Ran.of(Stream.concat(
                        Stream.of(
                                "status",
                                folder.resolve("chain.pem").toString(),
                                "--trust",
                                folder.resolve("root.pem").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void revoke() {
        server.publish(
                "/ca.crl",
                chain.crl(list -> list.addCRLEntry(
                        Chain.SERIAL,
                        Date.from(Instant.parse("2020-01-02T03:04:05Z")),
                        CRLReason.keyCompromise,
                        Date.from(Instant.parse("2020-01-01T00:00:00Z")))));
    }

    @Test
    void aGoodOneEndsWithZero() {
        server.publish("/ca.crl", chain.crl(empty -> {}));
        Ran ran = status("--allow-private");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("good          CN=Ada (4711)", "CRL " + server.url("/ca.crl"), " s old", "CN=Partner Root")
                .doesNotContain("undetermined");
    }

    @Test
    void aRevokedOneEndsWithOne() {
        revoke();
        Ran ran = status("--allow-private");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains(
                        "revoked       CN=Ada",
                        "since 2020-01-02T03:04:05Z, keyCompromise, its key not to be trusted since 2020-01-01T00:00:00Z",
                        "good          CN=Partner CA");
    }

    @Test
    void aScriptReadsItAsJson() throws IOException {
        revoke();
        JsonNode json =
                new ObjectMapper().readTree(status("--allow-private", "--json").out());
        assertThat(json.at("/anchor").asText()).isEqualTo("CN=Partner Root");
        assertThat(json.at("/certificates/0/status").asText()).isEqualTo("revoked");
        assertThat(json.at("/certificates/0/reason").asText()).isEqualTo("keyCompromise");
        assertThat(json.at("/certificates/0/evidence/0/kind").asText()).isEqualTo("crl");
        assertThat(json.at("/certificates/1/status").asText()).isEqualTo("good");
        assertThat(json.at("/certificates/1/evidence/0/url").asText()).isEqualTo(server.url("/root.crl"));
    }

    @Test
    void withoutLeaveNoPrivateServerIsAsked() {
        revoke();
        Ran ran = status();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("undetermined", "has a port that is not the web's")
                .doesNotContain("revoked");
    }

    @Test
    void aListAtHandIsGoneByFirst() throws IOException {
        Path list = Files.write(folder.resolve("ca.crl"), chain.crl(empty -> {}).toArray());
        Path root = Files.write(folder.resolve("r.crl"), chain.rootCrl().toArray());
        Ran ran = status("--crl", list.toString(), "--crl", root.toString());
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(status("--crl", folder.resolve("root.pem").toString()).code())
                .isEqualTo(2);
    }

    @Test
    void withoutAPathNobodyIsAsked() throws IOException {
        revoke();
        Files.writeString(folder.resolve("root.pem"), Chain.make().root().pem());
        Ran ran = status("--allow-private");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("No certification path holds");
    }

    @Test
    void whatIsNoCertificateEndsWithTwo() throws IOException {
        Files.writeString(folder.resolve("chain.pem"), "nothing");
        assertThat(status().code()).isEqualTo(2);
    }

    @Test
    void ofOurOwnTheRecordsAnswer(@TempDir Path ca) throws IOException {
        Path copy = TestCa.copy(ca);
        try (Signet signet = TestCa.open(copy)) {
            var record = Wanted.of("ada@example.com").from(signet).certificate();
            Files.write(folder.resolve("ada.cer"), record.der().toArray());
        }
        Ran ran = Ran.of("status", folder.resolve("ada.cer").toString(), "--data", copy.toString());
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out()).contains("our records of ");
    }
}
