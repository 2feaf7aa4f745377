package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.interop.Corpora;
import org.signet.model.Bytes;
import org.signet.model.Outcome;

/** The cases of x509-limbo that are about certification paths. */
class LimboTest {

    record Case(JsonNode json) {
        @Override
        public String toString() {
            return json.get("id").asText();
        }

        private static List<Certificate> certificates(JsonNode pems) {
            List<Certificate> certificates = new ArrayList<>();
            for (JsonNode pem : pems) {
                Certificate.parseFile(pem.asText().getBytes(StandardCharsets.US_ASCII))
                        .run(certificates::addAll, refusal -> {});
            }
            return certificates;
        }

        Outcome<List<Certificate>> judge() {
            List<Bytes> crls = new ArrayList<>();
            json.get("crls").forEach(pem -> crls.addAll(Pem.decodeAll("X509 CRL", pem.asText())));
            Instant at = json.get("validation_time").isNull()
                    ? Instant.now()
                    : OffsetDateTime.parse(json.get("validation_time").asText()).toInstant();
            return Certificate.parseFile(json.get("peer_certificate").asText().getBytes(StandardCharsets.US_ASCII))
                    .then(target -> PathValidation.path(
                            target.get(0),
                            new Setting(
                                    certificates(json.get("trusted_certs")),
                                    certificates(json.get("untrusted_intermediates")),
                                    crls.isEmpty() ? Optional.empty() : Optional.of(crls),
                                    at,
                                    Policies.ANY,
                                    Strength.TODAY)));
        }
    }

    static Stream<Case> all() throws IOException {
        List<Case> cases = new ArrayList<>();
        new ObjectMapper()
                .readTree(Corpora.require("x509-limbo").resolve("limbo.json").toFile())
                .get("testcases")
                .forEach(json -> cases.add(new Case(json)));
        return cases.stream();
    }

    private static final String ISSUER = "a duty of who issues, which lint judges: the path holds all the same";
    private static final String SERVER = "about TLS servers: their names and purposes are not looked at here";

    /** What we judge otherwise, by the beginning of the case's name, and why. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("crl::crlnumber-missing", ISSUER),
            Map.entry("rfc5280::aki::leaf-missing-aki", ISSUER),
            Map.entry("rfc5280::aki::intermediate-missing-aki", ISSUER),
            Map.entry("rfc5280::aki::cross-signed-root-missing-aki", ISSUER),
            Map.entry("rfc5280::nc::permitted-dns-match-noncritical", ISSUER),
            Map.entry("rfc5280::pc::ica-noncritical-pc", ISSUER),
            Map.entry("rfc5280::san::noncritical-with-empty-subject", ISSUER),
            Map.entry("rfc5280::serial::", ISSUER),
            Map.entry("rfc5280::ski::root-missing-ski", ISSUER),
            Map.entry("rfc5280::ski::intermediate-missing-ski", ISSUER),
            Map.entry("rfc5280::root-non-critical-basic-constraints", ISSUER),
            Map.entry("rfc5280::leaf-ku-keycertsign", ISSUER),
            Map.entry("webpki::aki::root-with-aki", ISSUER),
            Map.entry("webpki::v1-cert", ISSUER),
            Map.entry("webpki::ee-basicconstraints-ca", ISSUER),
            Map.entry("webpki::ca-as-leaf", ISSUER),
            Map.entry("webpki::malformed-aia", ISSUER),
            Map.entry("webpki::eku::", SERVER),
            Map.entry("webpki::cn::", SERVER),
            Map.entry("webpki::san::", SERVER),
            Map.entry("rfc5280::eku::", SERVER),
            Map.entry("rfc5280::ca-as-leaf-wrong-san", SERVER),
            Map.entry("rfc5280::san::underscore-dns", SERVER),
            Map.entry("rfc5280::san::ip-in-dns", SERVER),
            Map.entry("rfc5280::nc::invalid-dnsname-leading-period", SERVER),
            Map.entry("rfc5280::nc::nc-forbids-dnsname-wildcard-san", SERVER),
            Map.entry("cve::cve-2025-61727", SERVER),
            Map.entry("pathlen::max-chain-depth-", "the depth is ours: ten certificates"),
            Map.entry("pathological::nc-dos-3", "it is judged in good time, so not refused for its size"),
            Map.entry("rfc5280::validity::notafter-fractional", "past the last second is past"));

    private static Optional<String> otherwise(Case test) {
        return OTHERWISE.entrySet().stream()
                .filter(entry -> test.toString().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Every entry of the list is needed, and no case passes for another reason than ours. */
    @Test
    void theListIsExact() throws IOException {
        List<Case> cases = all().toList();
        assertThat(cases).hasSize(208);
        assertThat(OTHERWISE.keySet())
                .allMatch(
                        name -> cases.stream().anyMatch(test -> test.toString().startsWith(name) && !isExpected(test)));
    }

    private static boolean isExpected(Case test) {
        return test.judge().isOk()
                == test.json().get("expected_result").asText().equals("SUCCESS");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isJudgedRightly(Case test) {
        Outcome<List<Certificate>> path = test.judge();
        if (otherwise(test).isEmpty()) {
            assertThat(path.isOk())
                    .as(path.isOk() ? "valid" : path.refusal().detail())
                    .isEqualTo(test.json().get("expected_result").asText().equals("SUCCESS"));
        }
    }
}
