package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.edge.json.ApiServer;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** {@code signet revoke --p12}: a holder's own revocation, from a machine without the CA. */
class RevokeOwnTest {
    private static final EmailAddress ADA = new EmailAddress("ada", "example.com");
    private static ApiServer server;

    @TempDir
    private Path folder;

    private final List<SerialNumber> serials = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = new ApiServer(1000);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Pkcs12File.Named identity(KeyUse use) {
        SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, TestCa.RANDOM);
        RequestTemplate template = new RequestTemplate(ADA, key.publicKey());
        byte[] request =
                template.signed(octets -> key.sign(template.scheme(), octets)).toArray();
        Issued issued = server.signet()
                .operatorIssuance()
                .issue(
                        List.of(ADA),
                        Optional.empty(),
                        server.signet().profiles().find("mailbox-strict").orThrow(),
                        use,
                        CertificateRequest.parse(request).orThrow(),
                        TestCa.OPERATOR)
                .orThrow();
        serials.add(issued.certificate().serial());
        return new Pkcs12File.Named(
                use.text(), new Pkcs12File(key, issued.chain().certificates()));
    }

    private Ran revoke(List<Pkcs12File.Named> contents, String... more) throws Exception {
        Path file = Files.write(
                folder.resolve("me.p12"),
                Pkcs12File.writeAll(
                        contents,
                        Pkcs12File.Flavour.MODERN,
                        Passphrase.of("a long passphrase".toCharArray()),
                        TestCa.RANDOM));
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "a long passphrase\n");
        List<String> line = new ArrayList<>(List.of("revoke", "--server", server.url(), "--p12", file.toString()));
        line.addAll(List.of("--passphrase-file", passphrase.toString()));
        line.addAll(List.of(more));
        return Ran.of(line.toArray(String[]::new));
    }

    private RevocationReason reason(int which) {
        CertificateStatus status = server.signet()
                .certificates()
                .find(serials.get(which))
                .orElseThrow()
                .status();
        return status.fold(() -> null, held -> null, CertificateStatus.Revoked::reason);
    }

    @Test
    void bothCertificatesOfAPairEndAndASecondTimeIsNoTrouble() throws Exception {
        List<Pkcs12File.Named> pair = List.of(identity(KeyUse.SIGN), identity(KeyUse.ENCRYPT));
        Ran ran = revoke(pair, "--reason", "superseded");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines())
                .containsExactlyInAnyOrder("Revoked " + serials.get(0) + ".", "Revoked " + serials.get(1) + ".");
        assertThat(reason(0)).isEqualTo(RevocationReason.SUPERSEDED);
        assertThat(reason(1)).isEqualTo(RevocationReason.SUPERSEDED);
        Ran again = revoke(pair);
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains(serials.get(0) + " was revoked already.");
    }

    @Test
    void aCompromisedKeyEndsForGood() throws Exception {
        Ran ran = revoke(List.of(identity(KeyUse.BOTH)), "--reason", "keyCompromise");
        assertThat(ran.code()).isZero();
        assertThat(reason(0)).isEqualTo(RevocationReason.KEY_COMPROMISE);
        assertThat(server.signet()
                        .certificates()
                        .isCompromised(server.signet()
                                .certificates()
                                .find(serials.get(0))
                                .orElseThrow()
                                .keyId()))
                .isTrue();
    }

    @Test
    void whatIsTheCompanysIsRefusedBeforeTheServerIsAsked() throws Exception {
        List<Pkcs12File.Named> mine = List.of(identity(KeyUse.BOTH));
        Ran hold = revoke(mine, "--reason", "certificateHold");
        assertThat(hold.code()).isEqualTo(2);
        assertThat(hold.err()).contains("the company's to give", "superseded");
        Ran since = revoke(mine, "--invalid-since", "2026-01-31");
        assertThat(since.code()).isEqualTo(2);
        assertThat(since.err()).contains("--invalid-since is for officers");
        Ran both = revoke(mine, "--serial", "01");
        assertThat(both.code()).isEqualTo(2);
        assertThat(reason(0)).isNull();
    }
}
