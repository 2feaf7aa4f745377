package org.signet.crypto.x509;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.interop.Corpora;
import org.signet.model.Bytes;
import org.signet.model.Outcome;

/** A case of NIST's Public Key Interoperability Test Suite. */
public record PkitsCase(Path folder, JsonNode json) {
    public static Stream<PkitsCase> all() throws IOException {
        Path folder = Corpora.require("pkits");
        List<PkitsCase> cases = new ArrayList<>();
        new ObjectMapper()
                .readTree(folder.resolve("pkits.json").toFile())
                .forEach(json -> cases.add(new PkitsCase(folder, json)));
        return cases.stream();
    }

    @Override
    public String toString() {
        return json.get("title").asText();
    }

    /** Which test of which section it is: {@code 4.4.1}. */
    public String number() {
        return json.get("test").asText();
    }

    public boolean shouldValidate() {
        return json.get("should_validate").asBoolean();
    }

    public Instant at() {
        return Instant.parse(json.get("time").asText());
    }

    public List<Bytes> crls() {
        return files("crls", ".crl");
    }

    private List<Bytes> files(String kind, String ending) {
        List<Bytes> files = new ArrayList<>();
        for (JsonNode name : json.get(kind)) {
            try {
                files.add(Bytes.of(Files.readAllBytes(folder.resolve(kind + "/" + name.asText() + ending))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** The anchor first, the certificate in question last. */
    public Outcome<List<Certificate>> certificates() {
        List<Certificate> certificates = new ArrayList<>();
        for (Bytes der : files("certs", ".crt")) {
            Outcome<Certificate> parsed = Certificate.parse(der);
            if (!parsed.isOk()) {
                return Outcome.refused(parsed.refusal());
            }
            certificates.add(parsed.orThrow());
        }
        return Outcome.ok(certificates);
    }

    public static Certificate target(List<Certificate> certificates) {
        return certificates.get(certificates.size() - 1);
    }

    /** @param crls empty to leave revocation out */
    public Setting setting(List<Certificate> certificates, Optional<Collection<Bytes>> crls) {
        return new Setting(
                certificates.subList(0, 1),
                certificates.subList(1, certificates.size()),
                crls,
                at(),
                policies(),
                Strength.ANY);
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
