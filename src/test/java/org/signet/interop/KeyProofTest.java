package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.x509.possession.RevocationRequest;
import org.signet.crypto.x509.possession.RevocationStatement;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** OpenSSL makes the proofs that the manual and the page ask for, with weak keys too. */
class KeyProofTest {
    private static final SerialNumber SERIAL = SerialNumber.parse("4f2a09").orThrow();

    @TempDir
    private Path folder;

    private RevocationStatement said(String key, String subject) throws IOException {
        Path proof = folder.resolve("proof.pem");
        List<String> command = new ArrayList<>(List.of("req", "-new", "-nodes", "-newkey"));
        command.addAll(Arrays.asList(key.split(" ")));
        command.addAll(List.of("-keyout", folder.resolve("key.pem").toString(), "-out", proof.toString()));
        command.addAll(List.of("-subj", subject));
        Program.require("openssl").ok(command.toArray(String[]::new));
        return RevocationRequest.parse(Files.readAllBytes(proof)).orThrow().statement();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:1024", "rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-384", "ed25519"})
    void bothTextsAreUnderstood(String key) throws IOException {
        assertThat(said(key, "/CN=This key is compromised")).isEqualTo(RevocationStatement.compromised());
        assertThat(said(key, "/CN=Revoke this certificate: superseded/serialNumber=4f2a09"))
                .isEqualTo(RevocationStatement.of(SERIAL, RevocationReason.SUPERSEDED));
    }
}
