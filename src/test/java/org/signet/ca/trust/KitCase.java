package org.signet.ca.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.app.ceremony.RolledOver;
import org.signet.model.Bytes;

/** Kits before and during a change of roots. */
abstract class KitCase {
    static TrustSite before;
    static TrustSite during;
    static byte[] root;
    static byte[] issuing;

    @BeforeAll
    static void found(@TempDir Path parent) {
        try (RolledOver ca = RolledOver.of(TestCa.copy(parent))) {
            before = ca.before();
            during = ca.during();
        }
        root = before.anchors().root().der().toArray();
        issuing = before.anchors().issuing().get(0).der().toArray();
    }

    static List<TrustSite> sites() {
        return List.of(before, during);
    }

    /** What a company's name may hold, each with what must never come out of it as it is. */
    static List<String> hostileNames() {
        return List.of(
                "\"><script>alert(1)</script>",
                "$(touch owned)",
                "`touch owned`",
                "a\nb; touch owned",
                "%PATH% & del *",
                "'@ }; calc; @'",
                "END\ntouch owned",
                "\uD83D\uDE00",
                "-rf",
                "..\\..\\x/../y",
                "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
                "\u202Eevil\u0000\uFFFE");
    }

    static TrustSite named(TrustSite site, String company) {
        return new TrustSite(company, site.url(), site.anchors(), site.steps(), site.signature(), site.directory());
    }

    static Bytes kit(String id, TrustSite site) {
        return TrustKits.ofId(id).orElseThrow().write(site);
    }

    static String text(String id, TrustSite site) {
        return new String(kit(id, site).toArray(), StandardCharsets.US_ASCII);
    }

    static Collection<? extends Certificate> platform(Bytes kit) throws Exception {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(kit.toArray()));
    }

    static List<byte[]> encoded(Collection<? extends Certificate> certificates) throws Exception {
        List<byte[]> all = new ArrayList<>();
        for (Certificate certificate : certificates) {
            all.add(certificate.getEncoded());
        }
        return all;
    }

    static byte[][] ders(List<org.signet.crypto.x509.Certificate> certificates) {
        return certificates.stream().map(each -> each.der().toArray()).toArray(byte[][]::new);
    }

    static byte[][] roots(TrustSite site) {
        return ders(site.anchors().roots());
    }

    static byte[][] all(TrustSite site) {
        return ders(site.anchors().chain().certificates());
    }

    static String digest(String algorithm, byte[] der) throws Exception {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance(algorithm).digest(der));
    }
}
