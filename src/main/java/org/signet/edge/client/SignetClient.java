package org.signet.edge.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.edge.http.Problem;
import org.signet.edge.json.CertificateView;
import org.signet.edge.json.EnrollmentView;
import org.signet.edge.json.IssuedView;
import org.signet.edge.json.Json;
import org.signet.edge.json.ProblemView;
import org.signet.edge.json.RenewalView;
import org.signet.edge.json.revocation.RevocationView;
import org.signet.model.BaseUrl;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * Asks a Signet server. What the server refuses comes back as a refusal in its own words; where no usable answer comes,
 * {@link Unavailable} says why. Redirects are never followed: bearer secrets go to the address the user gave and
 * nowhere else.
 */
public final class SignetClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MAX_SENTENCE = 500;

    private final BaseUrl server;
    private final HttpClient http;

    public SignetClient(BaseUrl server) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public BaseUrl server() {
        return server;
    }

    /** The certificates to encrypt to for that address, the newest first; empty if there are none. Not yet verified. */
    public Outcome<Told> find(EmailAddress address) {
        String email = URLEncoder.encode(address.toString(), StandardCharsets.UTF_8);
        HttpRequest.Builder request = request("/certificates?email=" + email).GET();
        return ask(request, CertificateView.Found.class).then(Told::of);
    }

    /** The server's CAs and roots, which lie between a certificate of theirs and the root that one trusts. Not yet verified. */
    public List<Certificate> chain() {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(server.resolve("/trust/chain.pem"))
                .timeout(ANSWER)
                .build());
        return answer.statusCode() == 200
                ? Certificate.parseFile(answer.body()).fold(all -> all, refusal -> List.of())
                : List.of();
    }

    /**
     * Begins an enrolment: the server mails a code to each address.
     *
     * @param pair whether two keys are wanted; false leaves it to the server
     */
    public Outcome<EnrollmentView.Begun> beginEnrollment(
            List<EmailAddress> addresses, PersonName name, boolean pair, String language) {
        var wanted = new EnrollmentView.Wanted(
                addresses.get(0).toString(),
                further(addresses.stream().map(EmailAddress::toString).toList()),
                name.text(),
                name.givenName().orElse(null),
                name.surname().orElse(null),
                name.pseudonym().orElse(null),
                pair ? true : null,
                language);
        return ask(json("/enrollments", wanted), EnrollmentView.Begun.class);
    }

    /** All but the first; left out if there are none. */
    private static List<String> further(List<String> all) {
        return all.size() < 2 ? null : all.subList(1, all.size());
    }

    /** Sends the mailed codes as they were typed, in the order of the addresses. */
    public Outcome<EnrollmentView> prove(String id, String claim, List<String> codes) {
        HttpRequest.Builder request =
                json("/enrollments/" + segment(id) + "/proof", new EnrollmentView.Proof(codes.get(0), further(codes)));
        return ask(bearer(request, claim), EnrollmentView.class);
    }

    /** Where the enrolment stands. */
    public Outcome<EnrollmentView> state(String id, String claim) {
        return ask(bearer(request("/enrollments/" + segment(id)).GET(), claim), EnrollmentView.class);
    }

    /**
     * Has a key certified, or both of a pair.
     *
     * @param claim the terminal's secret, or the secret of the mailed link to the key page
     * @param requestsPem PKCS#10; of a pair that of the signing key first
     * @return for each request the certificate and the issuers above it, the root last; not yet verified
     */
    public Outcome<List<CertificateBundle>> certify(String claim, String requestsPem) {
        HttpRequest.Builder request = request("/enrollment/certificate")
                .header("Content-Type", "application/pkcs10")
                .POST(BodyPublishers.ofString(requestsPem, StandardCharsets.US_ASCII));
        return ask(bearer(request, claim), IssuedView.class).then(SignetClient::bundles);
    }

    /** Has new keys certified on the word of an old one; as {@link #certify}. */
    public Outcome<List<CertificateBundle>> renew(RenewalView renewal) {
        return ask(json("/renewals", renewal), IssuedView.class).then(SignetClient::bundles);
    }

    /** Has certificates revoked on the word of their key. */
    public Outcome<RevocationView.Ended> revoke(RevocationView.Proof proof) {
        return ask(json("/revocations", proof), RevocationView.Ended.class);
    }

    private static Outcome<List<CertificateBundle>> bundles(IssuedView issued) {
        Outcome<CertificateBundle> first = bundle(issued);
        return issued.encryption() == null
                ? first.map(List::of)
                : first.then(signing -> bundle(issued.encryption()).map(encryption -> List.of(signing, encryption)));
    }

    private static Outcome<CertificateBundle> bundle(IssuedView issued) {
        List<String> pems = new ArrayList<>();
        pems.add(issued.certificate());
        pems.addAll(issued.chain());
        return certificates(pems).map(CertificateBundle::new);
    }

    static Outcome<List<Certificate>> certificates(List<String> pems) {
        List<Certificate> all = new ArrayList<>();
        for (String pem : pems) {
            Outcome<Certificate> parsed = certificate(pem);
            if (!parsed.isOk()) {
                return Outcome.refused(parsed.refusal());
            }
            all.add(parsed.orThrow());
        }
        return Outcome.ok(all);
    }

    private static Outcome<Certificate> certificate(String pem) {
        return pem == null
                ? Outcome.refused(RefusalCode.BAD_INPUT, "The server's answer lacks a certificate.")
                : Certificate.parseFile(pem.getBytes(StandardCharsets.US_ASCII)).map(all -> all.get(0));
    }

    private HttpRequest.Builder request(String resource) {
        return HttpRequest.newBuilder(server.resolve("/api/v1" + resource))
                .timeout(ANSWER)
                .header("Accept", "application/json");
    }

    private HttpRequest.Builder json(String resource, Object body) {
        return request(resource)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(body)));
    }

    private static HttpRequest.Builder bearer(HttpRequest.Builder request, String claim) {
        return request.header("Authorization", "Bearer " + claim);
    }

    private static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private <T> Outcome<T> ask(HttpRequest.Builder request, Class<T> type) {
        HttpResponse<byte[]> answer = send(request.build());
        String mediaType = answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceAll(";.*", "")
                .strip();
        if (answer.statusCode() / 100 == 2 && mediaType.equalsIgnoreCase("application/json")) {
            return Json.readAnswer(answer.body(), type).fold(Outcome::ok, refusal -> {
                throw unreachable("answered with something else than expected: " + refusal.detail(), null);
            });
        }
        if (mediaType.equalsIgnoreCase(Problem.MEDIA_TYPE)) {
            Outcome<ProblemView> problem = Json.readAnswer(answer.body(), ProblemView.class);
            if (problem.isOk() && problem.orThrow().detail() != null) {
                return Outcome.refused(
                        code(problem.orThrow().code()),
                        printable(problem.orThrow().detail()));
            }
        }
        throw unreachable(
                "answered with status " + answer.statusCode()
                        + " and no reason. Is this the URL of a Signet, and is the server well?",
                null);
    }

    /** A code of a newer server means to us what any bad input does; its sentence says the rest. */
    private static RefusalCode code(String text) {
        return Arrays.stream(RefusalCode.values())
                .filter(code -> code.text().equals(text))
                .findFirst()
                .orElse(RefusalCode.BAD_INPUT);
    }

    /** What a server says may reach a terminal: control characters would command it. */
    private static String printable(String sentence) {
        return Printable.of(sentence, MAX_SENTENCE);
    }

    /** Waits for the whole answer: the client's own timeout would end with its headers. */
    private HttpResponse<byte[]> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, headers -> new LimitedBody(Json.MAX_OCTETS));
        try {
            return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for: this program was interrupted.", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw silent(e);
        } catch (ExecutionException e) {
            throw explained(e.getCause());
        }
    }

    private Unavailable explained(Throwable problem) {
        if (caused(problem, UnresolvedAddressException.class) || caused(problem, UnknownHostException.class)) {
            return unreachable("has a name that does not resolve. Check the URL and this machine's network.", problem);
        }
        if (caused(problem, CertificateException.class)) {
            return unreachable(
                    "has a TLS certificate that this machine does not trust, or that is for another name. Check the URL."
                            + " For a certificate of the company's own: java -Djavax.net.ssl.trustStore=FILE.",
                    problem);
        }
        if (caused(problem, SSLException.class)) {
            return unreachable("does not speak TLS as it should. Check the URL and its port.", problem);
        }
        if (caused(problem, HttpTimeoutException.class)) {
            return silent(problem);
        }
        if (caused(problem, ConnectException.class)) {
            return unreachable("does not accept connections. Check the URL and that the server runs.", problem);
        }
        String what = problem instanceof IOException ? String.valueOf(problem.getMessage()) : problem.toString();
        return unreachable("cannot be asked: " + printable(what) + ". Check the URL and try again.", problem);
    }

    private static boolean caused(Throwable problem, Class<? extends Throwable> kind) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The JDK's client sometimes waits, too, for one that does not speak TLS. */
    private Unavailable silent(Throwable cause) {
        return unreachable(
                server.isHttps()
                        ? "does not answer in time, or does not speak TLS there. Check the URL and its port, or try again later."
                        : "does not answer in time. Check the URL, or try again later.",
                cause);
    }

    private Unavailable unreachable(String what, Throwable cause) {
        return new Unavailable("The server " + server + " " + what, cause);
    }
}
