package org.signet.edge.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.revocation.WaysToRevoke;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.Letters;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.ServerSettings;
import org.signet.edge.http.WebServer;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.json.revocation.RevocationsApi;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.PersonName;

/** A real CA whose API answers on a free port of this machine; the test reads the mails. */
public final class ApiServer implements AutoCloseable {
    private final Signet signet;
    private final Enrollments enrollments;
    private final WebServer web;
    private final String url;
    private final AtomicReference<OneTimeSecret> mailed = new AtomicReference<>();
    private final Map<EmailAddress, OneTimeSecret> further = new ConcurrentHashMap<>();

    /** @param burst how many enrolments one client may begin at once */
    public ApiServer(int burst) {
        signet = TestCa.open(TestCa.found(
                TestCa.temporaryFolder().resolve("ca"),
                List.of("example.com", "example.net"),
                "http://localhost:8080"));
        enrollments = signet.enrollments(new CaughtLetters());
        Clock clock = Clock.systemUTC();
        var certificates = new CertificatesApi(
                signet.addressBook().directory(),
                signet.apiTokens(),
                new RateLimit(1000, Duration.ofSeconds(1), clock));
        var enrolling = new EnrollmentsApi(
                enrollments,
                signet.keyCertification(enrollments),
                new RateLimit(burst, Duration.ofMinutes(1), clock),
                new RateLimit(100, Duration.ofMinutes(1), clock));
        int port = freePort();
        var renewing = new RenewalsApi(
                signet.renewals("http://127.0.0.1:" + port), new RateLimit(100, Duration.ofMinutes(1), clock));
        web = new WebServer(
                ServerSettings.loopback(port),
                List.of(
                        certificates,
                        new IssuanceApi(
                                signet.apiTokens(),
                                signet.waysToEnroll(signet.letters()).fourEyes(),
                                signet.operatorIssuance(),
                                signet.profiles()),
                        enrolling,
                        renewing,
                        revoking(clock),
                        new ApiDescription()),
                ProblemPage.plain(),
                TestCa.RANDOM);
        url = web.start().get(0);
    }

    private RevocationsApi revoking(Clock clock) {
        WaysToRevoke ways = signet.waysToRevoke();
        RateLimit enough = new RateLimit(1000, Duration.ofSeconds(1), clock);
        return new RevocationsApi(
                signet.apiTokens(),
                ways.byProgram(),
                ways.byKey(),
                signet.certificates(),
                new RevocationsApi.Limits(enough, enough),
                clock);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return url;
    }

    public Signet signet() {
        return signet;
    }

    public Enrollments enrollments() {
        return enrollments;
    }

    /** The code in the last mail to an address that is not the first of its enrolment. */
    public String mailed(EmailAddress further) {
        return this.further.get(further).text();
    }

    /** The code or link secret of the last mail to the first address of an enrolment. */
    public String mailed() {
        return mailed.get().text();
    }

    public void approve(String id) {
        enrollments.approve(id, "", TestCa.OPERATOR).orThrow();
    }

    @Override
    public void close() {
        web.close();
        signet.close();
    }

    private final class CaughtLetters implements Letters {
        private Mail caught(Enrollment enrollment, OneTimeSecret secret) {
            mailed.set(secret);
            return new Mail(enrollment.address(), "A secret", "It was caught.");
        }

        @Override
        public Mail proofLink(Enrollment enrollment, OneTimeSecret secret) {
            return caught(enrollment, secret);
        }

        @Override
        public Mail proofCode(Enrollment enrollment, OneTimeSecret code) {
            return caught(enrollment, code);
        }

        @Override
        public Mail furtherCode(Enrollment enrollment, EmailAddress address, OneTimeSecret code) {
            further.put(address, code);
            return new Mail(address, "A secret", "It was caught.");
        }

        @Override
        public Mail keyLink(Enrollment enrollment, OneTimeSecret secret) {
            return caught(enrollment, secret);
        }

        @Override
        public Mail invitation(Enrollment enrollment, OneTimeSecret secret) {
            return caught(enrollment, secret);
        }

        @Override
        public Mail reminder(Enrollment enrollment, Instant end, OneTimeSecret secret) {
            return caught(enrollment, secret);
        }

        @Override
        public Mail renewed(EmailAddress address, PersonName name, String language) {
            return new Mail(address, "Renewed", "By its key.");
        }

        @Override
        public Mail refusal(Enrollment enrollment) {
            return new Mail(enrollment.address(), "Refused", "No.");
        }

        @Override
        public Mail question(Enrollment enrollment, String question, OneTimeSecret secret) {
            return caught(enrollment, secret);
        }

        @Override
        public Mail expired(Enrollment enrollment) {
            return new Mail(enrollment.address(), "Expired", "Too late.");
        }

        @Override
        public Mail approval(Enrollment enrollment) {
            return new Mail(enrollment.address(), "Approved", "Go on.");
        }
    }
}
