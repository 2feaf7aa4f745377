package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

/** The 249 cases of NIST's Public Key Interoperability Test Suite. */
class PkitsTest {

    record Case(Path folder, JsonNode json) {
        @Override
        public String toString() {
            return json.get("title").asText();
        }

        private List<Bytes> files(String kind, String ending) {
            List<Bytes> files = new ArrayList<>();
            for (JsonNode name : json.get(kind)) {
                try {
                    files.add(Bytes.of(Files.readAllBytes(folder.resolve(kind + "/" + name.asText() + ending))));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            return files;
        }

        Outcome<List<Certificate>> judge() {
            List<Certificate> certificates = new ArrayList<>();
            for (Bytes der : files("certs", ".crt")) {
                Outcome<Certificate> parsed = Certificate.parse(der);
                if (!parsed.isOk()) {
                    return Outcome.refused(parsed.refusal());
                }
                certificates.add(parsed.orThrow());
            }
            return PathValidation.path(
                    certificates.get(certificates.size() - 1),
                    new Setting(
                            certificates.subList(0, 1),
                            certificates.subList(1, certificates.size()),
                            Optional.of(files("crls", ".crl")),
                            Instant.parse(json.get("time").asText()),
                            policies(),
                            Strength.ANY));
        }

        private Policies policies() {
            Set<String> initial = Arrays.stream(
                            json.get("initial_policy_set").asText().split("[, ]+"))
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.equals("anyPolicy")
                            ? "2.5.29.32.0"
                            : name.replace("NIST-test-policy-", "2.16.840.1.101.3.2.1.48."))
                    .collect(Collectors.toSet());
            return new Policies(
                    initial,
                    json.get("initial_explicit_policy").asBoolean(),
                    json.get("initial_policy_mapping_inhibit").asBoolean(),
                    json.get("initial_inhibit_any_policy").asBoolean());
        }
    }

    static Stream<Case> all() throws IOException {
        Path folder = Corpora.require("pkits");
        List<Case> cases = new ArrayList<>();
        new ObjectMapper()
                .readTree(folder.resolve("pkits.json").toFile())
                .forEach(json -> cases.add(new Case(folder, json)));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isJudgedRightly(Case test) {
        Outcome<List<Certificate>> path = test.judge();
        assertThat(path.isOk())
                .as(path.isOk() ? "valid" : path.refusal().detail())
                .isEqualTo(test.json().get("should_validate").asBoolean());
    }

    @Test
    void thereAreAllOfThem() throws IOException {
        assertThat(all()).hasSize(249);
    }
}
