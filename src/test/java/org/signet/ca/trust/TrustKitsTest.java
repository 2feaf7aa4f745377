package org.signet.ca.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.model.Bytes;

class TrustKitsTest {
    private static TrustAnchors anchors;
    private static byte[] root;
    private static byte[] issuing;

    @BeforeAll
    static void anchors(@TempDir Path parent) {
        try (Signet signet = TestCa.open(TestCa.copy(parent))) {
            anchors = TrustAnchors.of(signet.authority().issuers(), java.time.Instant.now());
        }
        root = anchors.root().der().toArray();
        issuing = anchors.issuing().get(0).der().toArray();
    }

    private static Bytes kit(String id) {
        return TrustKits.ofId(id).orElseThrow().write(anchors);
    }

    private static Collection<? extends Certificate> platform(Bytes kit) throws Exception {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(kit.toArray()));
    }

    private static List<byte[]> encoded(Collection<? extends Certificate> certificates) throws Exception {
        List<byte[]> all = new java.util.ArrayList<>();
        for (Certificate certificate : certificates) {
            all.add(certificate.getEncoded());
        }
        return all;
    }

    @Test
    void theRootAloneIsTheRoot() throws Exception {
        assertThat(kit("der").toArray()).isEqualTo(root);
        assertThat(encoded(platform(kit("pem")))).containsExactly(root);
    }

    @Test
    void chainsHoldIssuingCaAndRoot() throws Exception {
        assertThat(encoded(platform(kit("chain-pem")))).containsExactly(issuing, root);
        assertThat(encoded(platform(kit("p7b")))).containsExactlyInAnyOrder(issuing, root);
    }

    @Test
    void thePlatformAcceptsTheChain() throws Exception {
        var certificates = List.copyOf(platform(kit("chain-pem")));
        certificates.get(0).verify(certificates.get(1).getPublicKey());
        certificates.get(1).verify(certificates.get(1).getPublicKey());
    }

    @Test
    void fingerprintsAreOfTheDer() throws Exception {
        String text = new String(kit("fingerprints").toArray(), StandardCharsets.UTF_8);
        String squeezed = text.replaceAll("\\s", "");
        for (byte[] der : List.of(root, issuing)) {
            for (String algorithm : List.of("SHA-256", "SHA-1")) {
                String digest = HexFormat.of()
                        .withUpperCase()
                        .formatHex(MessageDigest.getInstance(algorithm).digest(der));
                assertThat(squeezed).as(algorithm).contains(digest);
            }
        }
        assertThat(text).contains("Example Company E-Mail Root CA 1").contains("openssl x509");
    }

    @Test
    void everyKitHasItsOwnNames() {
        assertThat(TrustKits.all()).extracting(TrustKit::id).doesNotHaveDuplicates();
        assertThat(TrustKits.all()).extracting(TrustKit::fileName).doesNotHaveDuplicates();
        assertThat(TrustKits.all())
                .allSatisfy(
                        kit -> assertThat(TrustKits.ofFileName(kit.fileName())).contains(kit));
        assertThat(TrustKits.ofId("no-such-kit")).isEmpty();
        assertThat(TrustKits.ofFileName("../signet.toml")).isEmpty();
    }
}
