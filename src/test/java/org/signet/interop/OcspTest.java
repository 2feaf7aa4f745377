package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspResponse;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.model.Bytes;

/** Clients of other makers ask a running server for the status of certificates. */
class OcspTest {
    private static Program openssl;
    private static Packaged signet;
    private static Identity good;
    private static Identity revoked;

    @BeforeAll
    static void issue() throws Exception {
        openssl = Program.require("openssl");
        signet = Packaged.shared();
        good = Identity.ec("ocsp.good@example.com");
        revoked = Identity.ec("ocsp.revoked@example.com");
        signet.signet("revoke", "--cert", revoked.certificates().toString(), "--reason", "superseded")
                .expect(0);
        awaitResponder();
    }

    /** Its key is made in the first moments of the server's life. */
    private static void awaitResponder() throws Exception {
        Instant end = Instant.now().plusSeconds(30);
        while (asked(good).failure().isPresent()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }

    private static String url() {
        return signet.url() + "/ocsp";
    }

    private static Certificate first(Path pem) throws IOException {
        return Certificate.parseFile(Files.readAllBytes(pem)).orThrow().get(0);
    }

    private static Bytes request(Identity who) throws IOException {
        return OcspRequest.forCertificate(first(who.certificates()), first(who.issuing()), Optional.empty())
                .encode();
    }

    private static HttpResponse<byte[]> post(byte[] body) {
        return Packaged.send(HttpRequest.newBuilder(URI.create(url()))
                .header("Content-Type", "application/ocsp-request")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static OcspResponse asked(Identity who) throws IOException {
        return OcspResponse.parse(Bytes.of(post(request(who).toArray()).body())).orThrow();
    }

    private static OcspStatus status(Identity who) throws IOException {
        return asked(who)
                .check(first(who.certificates()), first(who.issuing()), Optional.empty(), Instant.now())
                .orThrow()
                .status();
    }

    private static String ask(Identity who, String... options) {
        List<String> line = new ArrayList<>(
                List.of("ocsp", "-url", url(), "-issuer", who.issuing().toString()));
        line.addAll(Arrays.asList(options));
        line.addAll(List.of("-CAfile", who.root().toString()));
        return openssl.ok(line.toArray(String[]::new)).output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-no_nonce", "-nonce", "-no_nonce -sha256", "-nonce -sha256"})
    void opensslIsAnswered(String options) {
        String yes = ask(good, words(options, "-cert", good.certificates().toString()));
        assertThat(yes).contains("Response verify OK", "certificate.pem: good").doesNotContain("WARNING");
        String no = ask(revoked, words(options, "-cert", revoked.certificates().toString()));
        assertThat(no).contains("Response verify OK", "certificate.pem: revoked", "Reason: superseded");
    }

    private static String[] words(String options, String... more) {
        List<String> words = new ArrayList<>();
        // A digest is of the certificates after it.
        words.addAll(List.of(options.split(" ")));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void opensslAsksForSeveralAtOnce() throws IOException {
        Path other = Files.copy(revoked.certificates(), good.folder().resolve("other.pem"));
        String output = ask(
                good,
                "-nonce",
                "-cert",
                good.certificates().toString(),
                "-cert",
                other.toString(),
                "-serial",
                "0x4711");
        assertThat(output)
                .contains("Response verify OK", "certificate.pem: good", "other.pem: revoked", "0x4711: unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "encoded", "unpadded", "url-safe"})
    void curlGetsItInEverySpelling(String spelling) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(request(good).toArray());
        String path = switch (spelling) {
            case "encoded" -> base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
            case "unpadded" -> base64.replace("=", "");
            case "url-safe" -> base64.replace('+', '-').replace('/', '_');
            default -> base64;
        };
        Path answer = good.folder().resolve("answer.der");
        String head = Program.require("curl")
                .ok("-sS", "--path-as-is", "-D", "-", "-o", answer.toString(), url() + "/" + path)
                .output();
        assertThat(head)
                .contains("200 OK", "Content-Type: application/ocsp-response", "public,no-transform,must-revalidate")
                .contains("ETag: ", "Last-Modified: ", "Expires: ");
        String told = openssl.ok(
                        "ocsp",
                        "-respin",
                        answer.toString(),
                        "-issuer",
                        good.issuing().toString(),
                        "-sha256",
                        "-cert",
                        good.certificates().toString(),
                        "-CAfile",
                        good.root().toString())
                .output();
        assertThat(told).contains("Response verify OK", "good");
    }

    @Test
    void nssIsAnswered() {
        Program certutil = Program.require("certutil");
        Program ocspclnt = Program.require("ocspclnt");
        for (Identity who : List.of(good, revoked)) {
            String database = "sql:" + who.folder();
            certutil.ok("-N", "-d", database, "--empty-password");
            certutil.ok(
                    "-A",
                    "-d",
                    database,
                    "-n",
                    "root",
                    "-t",
                    "C,C,",
                    "-a",
                    "-i",
                    who.root().toString());
            Program.require("pk12util")
                    .ok("-i", who.modern().toString(), "-d", database, "-W", Identity.PASSPHRASE, "-K", "");
        }
        // By the URL that the certificate carries.
        assertThat(ocspclnt.run("-V", good.address(), "-u", "E", "-d", "sql:" + good.folder())
                        .output())
                .contains("succeeded");
        assertThat(ocspclnt.run("-V", revoked.address(), "-u", "E", "-d", "sql:" + revoked.folder())
                        .output())
                .containsIgnoringCase("revoked");
    }

    @Test
    void javaIsAnsweredByTheUrlInTheCertificate() throws Exception {
        validate(good);
        CertPathValidatorException reason = null;
        try {
            validate(revoked);
        } catch (CertPathValidatorException e) {
            reason = e;
        }
        assertThat(reason).isNotNull();
        assertThat(reason.getReason()).isEqualTo(CertPathValidatorException.BasicReason.REVOKED);
    }

    private static void validate(Identity who) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(
                EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        X509Certificate root = platform(factory, first(who.root()));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.addCertPathChecker(checker);
        validator.validate(
                factory.generateCertPath(
                        List.of(platform(factory, first(who.certificates())), platform(factory, first(who.issuing())))),
                parameters);
        assertThat(checker.getSoftFailExceptions()).isEmpty();
    }

    private static X509Certificate platform(CertificateFactory factory, Certificate certificate) throws Exception {
        return (X509Certificate) factory.generateCertificate(
                new ByteArrayInputStream(certificate.der().toArray()));
    }

    @Test
    void whatAnotherProcessRevokedIsToldWithinASecond() throws Exception {
        Identity who = Identity.ec("ocsp.leaver@example.com");
        assertThat(status(who)).isEqualTo(new OcspStatus.Good());
        signet.signet("revoke", "--cert", who.certificates().toString(), "--reason", "keyCompromise")
                .expect(0);
        Instant end = Instant.now().plus(Duration.ofSeconds(1));
        while (!(status(who) instanceof OcspStatus.Revoked)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void whatIsNoRequestIsToldSo() {
        byte[] malformed = OcspFailure.MALFORMED_REQUEST.der().toArray();
        for (byte[] body : List.of(new byte[0], new byte[] {0x30, 0}, "hello".getBytes(), new byte[60_000], deep())) {
            HttpResponse<byte[]> answer = post(body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(malformed);
            assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        }
        assertThat(post(new byte[1_000_000]).statusCode()).isEqualTo(413);
    }

    private static byte[] deep() {
        byte[] octets = new byte[60_000];
        for (int i = 0; i < octets.length; i += 2) {
            octets[i] = 0x30;
            octets[i + 1] = (byte) 0x80;
        }
        return octets;
    }
}
