package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code signet doctor} of the packaged jar, beside a running server and without one. */
class DoctorTest {
    private final Path folder = Packaged.folder();
    private final Path data = folder.resolve("data");
    private final Map<String, String> environment = Map.of("SIGNET_DATA", data.toString());

    @Test
    void besideAServerEveryUrlIsGoodAndWithoutItBroken() throws IOException {
        int port = Packaged.freePort();
        try (Packaged server = Packaged.quickstart(data, port)) {
            Path csr = Identity.request(folder.resolve("ada.key"), folder.resolve("ada.csr"), "-newkey", "rsa:3072");
            server.signet("issue", "--csr", csr.toString(), "--email", "ada@example.com")
                    .expect(0);
            Program.Result well = server.signet("doctor", "--full").expect(0);
            assertThat(well.output())
                    .contains("good    " + server.url() + "/crl/issuing-1.crl serves CRL")
                    .contains("good    " + server.url() + "/aia/issuing-1.cer serves the certificate of issuing-1.")
                    .contains("good    " + server.url() + "/ocsp answers for issuing-1.")
                    .contains("good    The audit log's chain is whole")
                    .contains("soon    The key of root-1 is still on this machine")
                    .doesNotContain("broken  ")
                    .doesNotContain("\u001b");
            assertThat(well.output()).as("no bar in a pipe").doesNotContain("[####");
            Files.setPosixFilePermissions(
                    data.resolve("keys/issuing-1.p12"), PosixFilePermissions.fromString("rw-rw-r--"));
            assertThat(server.signet("doctor", "--offline").expect(1).output())
                    .contains("broken  Other users of this machine can get at")
                    .contains("Run `chmod go= ")
                    .doesNotContain("/crl/");
            Files.setPosixFilePermissions(
                    data.resolve("keys/issuing-1.p12"), PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Packaged.signet(environment, "doctor", "--json").expect(1).output())
                .contains("\"level\" : \"broken\"")
                .contains("\"code\" : \"url.refused\"")
                .contains("\"check\" : \"url\"");
        assertThat(Packaged.signet(environment, "doctor", "--offline").expect(0).output())
                .contains("0 tell of something broken");
    }

    @Test
    void aDatabaseThatCannotBeOpenedEndsWithThree() throws IOException {
        Packaged.signet(
                        Map.of(),
                        "init",
                        "--company",
                        "X",
                        "--domain",
                        "example.com",
                        "--key",
                        "ec-p256",
                        "--data",
                        data.toString())
                .expect(0);
        Files.writeString(data.resolve("signet.mv.db"), "this is no database");
        assertThat(Packaged.signet(environment, "doctor").expect(3).output()).contains("restore the newest backup");
        assertThat(Packaged.signet(
                                Map.of("SIGNET_DATA", folder.resolve("nowhere").toString()), "doctor")
                        .expect(2)
                        .output())
                .contains("There is no CA in");
    }
}
