package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.json.ApiCaller.pkcs10;
import static org.signet.edge.json.ApiCaller.problem;
import static org.signet.edge.json.ApiCaller.send;
import static org.signet.edge.json.ApiCaller.text;
import static org.signet.edge.json.ApiCaller.value;
import static org.signet.edge.json.ApiCaller.with;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;

class ApiTest {
    private static ApiServer server;
    private static ApiCaller api;

    @BeforeAll
    static void start() {
        server = new ApiServer(1000);
        api = new ApiCaller(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void fromRequestToDirectory() {
        EnrollmentView.Begun begun = api.begin("ada@example.com");
        HttpRequest.Builder state = with(begun.claim(), api.request("/enrollments/" + begun.id()));
        assertThat(value(send(state), 200, EnrollmentView.class).state()).isEqualTo("requested");
        String typed = server.mailed().toLowerCase(Locale.ROOT).replace("-", " ");
        assertThat(value(api.prove(begun, typed), 200, EnrollmentView.class).state())
                .isEqualTo("proven");
        server.approve(begun.id());
        assertThat(value(send(state), 200, EnrollmentView.class).state()).isEqualTo("approved");

        byte[] request = pkcs10("ada@example.com").toArray();
        HttpResponse<byte[]> answer =
                send(with(begun.claim(), api.post("/enrollment/certificate", "application/pkcs10", request)));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        IssuedView issued = value(answer, 200, IssuedView.class);
        Certificate leaf = parse(issued.certificate());
        assertThat(leaf.content().serial().hex()).isEqualTo(issued.serial());
        assertThat(leaf.content().addresses())
                .extracting(EmailAddress::toString)
                .containsExactly("ada@example.com");
        Certificate issuing = parse(issued.chain().get(0));
        assertThat(leaf.signedBy(issuing.content().publicKey())).isTrue();
        assertThat(issuing.signedBy(parse(issued.chain().get(1)).content().publicKey()))
                .isTrue();
        assertThat(value(send(state), 200, EnrollmentView.class).state()).isEqualTo("issued");

        HttpResponse<byte[]> found = send(api.request("/certificates?email=ada@example.com"));
        assertThat(found.headers().firstValue("Cache-Control")).contains("private, max-age=60");
        CertificateView view =
                value(found, 200, CertificateView.Found.class).certificates().get(0);
        assertThat(view.pem()).isEqualTo(issued.certificate());
        assertThat(view.status()).isEqualTo("active");
        assertThat(view.use()).isEqualTo("both");
        assertThat(view.emails()).containsExactly("ada@example.com");
        assertThat(view.sha256()).isEqualTo(leaf.sha256().hex());
        assertThat(view.notAfter()).isEqualTo(leaf.content().validity().notAfter());
        assertForms(leaf);
    }

    private static void assertForms(Certificate leaf) {
        HttpResponse<byte[]> der =
                send(api.request("/certificates?email=ada@example.com").header("Accept", "application/pkix-cert"));
        assertThat(der.headers().firstValue("Content-Type")).contains("application/pkix-cert");
        assertThat(Bytes.of(der.body())).isEqualTo(leaf.der());
        HttpResponse<byte[]> pem =
                send(api.request("/certificates?email=ada@example.com").header("Accept", "application/x-pem-file"));
        assertThat(pem.headers().firstValue("Content-Type")).contains("application/x-pem-file");
        assertThat(text(pem)).isEqualTo(leaf.pem());
    }

    private static Certificate parse(String pem) {
        List<Certificate> all =
                Certificate.parseFile(pem.getBytes(StandardCharsets.US_ASCII)).orThrow();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aNameByItsPartsIsKeptInParts() {
        String wanted = "{\"email\":\"parts@example.com\",\"givenName\":\"Ada\",\"surname\":\"of Lovelace\"}";
        EnrollmentView.Begun begun = value(send(api.post("/enrollments", wanted)), 202, EnrollmentView.Begun.class);
        assertThat(server.enrollments().find(begun.id()).orElseThrow().name())
                .isEqualTo(PersonName.parse("Ada of Lovelace", "Ada", "of Lovelace", null)
                        .orThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/pkcs10",
                "text/plain; charset=utf-8",
                "application/x-pem-file",
                "application/octet-stream"
            })
    void pemAndEveryMediaTypeAreTaken(String mediaType) {
        String address = "p" + mediaType.hashCode() + "@example.com";
        EnrollmentView.Begun begun = api.approved(address);
        byte[] pem = Pem.encode(Pem.REQUEST, pkcs10(address)).getBytes(StandardCharsets.US_ASCII);
        HttpRequest.Builder post = with(begun.claim(), api.post("/enrollment/certificate", mediaType, pem));
        IssuedView first = value(send(post), 200, IssuedView.class);
        assertThat(value(send(post), 200, IssuedView.class))
                .as("a lost answer, asked again")
                .isEqualTo(first);
        byte[] another = pkcs10(address).toArray();
        assertThat(problem(send(with(begun.claim(), api.post("/enrollment/certificate", mediaType, another))), 410)
                        .code())
                .isEqualTo("link-used");
    }

    @Test
    void theMailedLinkOfABrowserCertifiesToo() {
        Enrollments enrollments = server.enrollments();
        var begun = enrollments
                .request(new Enrollments.Request(
                        EmailAddress.parse("link@example.com").orThrow(),
                        PersonName.parse("Lin K").orThrow(),
                        Channel.BROWSER,
                        "en",
                        "127.0.0.1"))
                .orThrow();
        enrollments.prove(new OneTimeSecret(server.mailed()), "127.0.0.1").orThrow();
        server.approve(begun.enrollment().id());
        byte[] request = pkcs10("link@example.com").toArray();
        HttpRequest.Builder post =
                with(server.mailed(), api.post("/enrollment/certificate", "application/octet-stream", request));
        assertThat(value(send(post), 200, IssuedView.class).chain()).hasSize(2);
    }

    @Test
    void nothingFoundIsAnEmptyListOr404() {
        HttpResponse<byte[]> found = send(api.request("/certificates?email=nobody@example.com"));
        assertThat(text(found)).isEqualTo("{\"certificates\":[],\"authorities\":[]}");
        HttpResponse<byte[]> der =
                send(api.request("/certificates?email=nobody@example.com").header("Accept", "application/pkix-cert"));
        assertThat(problem(der, 404).code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?email=", "?email=nonsense", "?email=a@b@", "?mail=ada@example.com"})
    void badAddressesAreProblems(String query) {
        assertThat(problem(send(api.request("/certificates" + query)), 422).code())
                .isEqualTo("bad-address");
    }
}
