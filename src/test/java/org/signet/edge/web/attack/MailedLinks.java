package org.signet.edge.web.attack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.enrollment.WaysToEnroll;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.web.RightsTrial;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.Role;

/** A link of every kind that is mailed, each to somebody new; and pressing its button. */
final class MailedLinks {
    private static final String ORIGIN = "127.0.0.1";

    private final RightsTrial trial;
    private final Signet signet;
    private final Enrollments enrollments;
    private final WaysToEnroll ways;
    private final HttpClient http = HttpClient.newHttpClient();
    private int people;
    private EmailAddress who;

    MailedLinks(RightsTrial trial) {
        this.trial = trial;
        this.signet = trial.signet;
        this.enrollments = signet.enrollments(signet.letters());
        this.ways = signet.waysToEnroll(signet.letters());
    }

    /** What is mailed, where it leads, how long it holds, and what its button is answered with: done, used already, unknown. */
    enum Kind {
        PROOF("/enroll/proof/", Duration.ofHours(24), 200, 410, 404),
        KEY("/enroll/key/", Duration.ofDays(7), 200, 410, 404),
        STATE("/enroll/state/", Duration.ofDays(30), 303, 409, 404),
        IN("/my/in/", Duration.ofMinutes(15), 303, 410, 404),
        REVOKE("/revoke/", Duration.ofHours(1), 200, 410, 404),
        WELCOME("/admin/welcome/", Duration.ofHours(72), 303, 410, 410);

        private final String path;
        private final Duration life;
        private final int done;
        private final int used;
        private final int unknown;

        Kind(String path, Duration life, int done, int used, int unknown) {
            this.path = path;
            this.life = life;
            this.done = done;
            this.used = used;
            this.unknown = unknown;
        }

        Duration life() {
            return life;
        }

        int done() {
            return done;
        }

        int used() {
            return used;
        }

        int unknown() {
            return unknown;
        }
    }

    /** The secret of a link to somebody new. */
    String fresh(Kind kind) {
        who = new EmailAddress("reader" + ++people, "example.com");
        return switch (kind) {
            case PROOF -> requested();
            case STATE -> proven();
            case KEY -> {
                proven();
                enrollments.approve(newest().id(), "", TestCa.OPERATOR).orThrow();
                yield mailed(Kind.KEY);
            }
            case IN -> {
                askIn();
                yield mailed(Kind.IN);
            }
            case REVOKE -> {
                issued();
                askToRevoke();
                yield mailed(Kind.REVOKE);
            }
            case WELCOME -> invited();
        };
    }

    private String mailed(Kind kind) {
        String body = signet.mailQueue().latest(1).get(0).mail().body();
        return body.replaceAll("(?s).*" + kind.path + "([A-Za-z0-9_-]+).*", "$1");
    }

    private String requested() {
        enrollments
                .request(new Enrollments.Request(
                        who, PersonName.ofDisplay("Ada Lovelace"), Channel.BROWSER, "en", ORIGIN))
                .orThrow();
        return mailed(Kind.PROOF);
    }

    private String proven() {
        String secret = requested();
        enrollments.prove(new OneTimeSecret(secret), ORIGIN).orThrow();
        return secret;
    }

    private Enrollment newest() {
        return enrollments.of(who).get(0);
    }

    private CertificateRecord issued() {
        return signet.operatorIssuance()
                .issue(
                        List.of(who),
                        Optional.of(PersonName.ofDisplay("Ada Lovelace")),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    private void askIn() {
        ways.holderSignIn(signet.letters()).ask(who, "en", ORIGIN);
    }

    private void askToRevoke() {
        signet.waysToRevoke().byLink().ask(who, "en", ORIGIN);
    }

    private String invited() {
        return signet.accounts()
                .invite(who.local(), Role.OFFICER, TestCa.OPERATOR)
                .orThrow()
                .text();
    }

    /** Has what the link was for come to an end. */
    void over(Kind kind, String how) {
        switch (kind + " " + how) {
            case "PROOF withdrawn", "KEY withdrawn" ->
                ways.conversation().withdraw(newest().id(), who, ORIGIN).orThrow();
            case "PROOF newer" -> requested();
            case "STATE refused" ->
                enrollments.refuse(newest().id(), "No.", TestCa.OPERATOR).orThrow();
            case "IN signed out" -> {
                askIn();
                var signIn = ways.holderSignIn(signet.letters());
                signIn.signOut(
                        signIn.enter(new OneTimeSecret(mailed(Kind.IN)), ORIGIN).orThrow(), ORIGIN);
            }
            case "IN newer" -> askIn();
            case "REVOKE revoked" ->
                signet.revocation()
                        .revoke(
                                signet.certificates().naming(who).get(0).serial(),
                                Grounds.of(RevocationReason.SUPERSEDED),
                                TestCa.OPERATOR)
                        .orThrow();
            case "REVOKE newer" -> askToRevoke();
            case "WELCOME newer" -> invited();
            case "WELCOME suspended" ->
                signet.oversight().staff().suspend(who.local(), TestCa.OPERATOR).orThrow();
            case "WELCOME ended" ->
                signet.oversight().staff().end(who.local(), TestCa.OPERATOR).orThrow();
            default -> throw new IllegalArgumentException(kind + " " + how);
        }
    }

    int look(Kind kind, String secret, String method) {
        return send(request(kind.path + secret).method(method, BodyPublishers.noBody()));
    }

    /** What the page's button does, or its script. */
    int press(Kind kind, String secret) {
        return switch (kind) {
            case PROOF, IN -> form(kind.path + secret, "");
            case STATE -> form(kind.path + secret + "/withdraw", "");
            case REVOKE -> form(kind.path + secret, "reason=superseded&confirmed=on&serial=" + revocable());
            case WELCOME -> {
                String password = URLEncoder.encode("correct horse battery", StandardCharsets.UTF_8);
                yield form(kind.path + secret, "password=" + password + "&again=" + password);
            }
            case KEY ->
                send(request("/api/v1/enrollment/certificate")
                        .header("Content-Type", "application/pkcs10")
                        .header("Authorization", "Bearer " + secret)
                        .POST(BodyPublishers.ofByteArray(Csr.fresh())));
        };
    }

    private String revocable() {
        return signet.certificates().naming(who).stream()
                .findFirst()
                .map(certificate -> certificate.serial().hex())
                .orElse("1");
    }

    private int form(String path, String fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(trial.url + path)).header("Accept", "text/html");
    }

    private int send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
