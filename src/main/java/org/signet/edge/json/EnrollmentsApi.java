package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.signet.ca.authority.Issued;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.KeyCertification;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/**
 * Enrolment for programs, in the order of a terminal: begin, prove by the mailed code, wait for approval, have the key
 * certified. The last step serves the page behind a mailed link too.
 *
 * <ul>
 *   <li>{@code POST /api/v1/enrollments} with {@link EnrollmentView.Wanted} → 202 {@link EnrollmentView.Begun}
 *   <li>{@code GET /api/v1/enrollments/ID} → {@link EnrollmentView}
 *   <li>{@code POST /api/v1/enrollments/ID/proof} with {@link EnrollmentView.Proof} → {@link EnrollmentView}
 *   <li>{@code POST /api/v1/enrollment/certificate} with a PKCS#10 request, for a pair two in PEM → {@link IssuedView}
 * </ul>
 *
 * All but the first demand the secret as a bearer token.
 */
public final class EnrollmentsApi implements Door {
    /** Of any language; letters in one that we do not have are in English. */
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");

    private static final List<String> JSON = List.of("application/json");
    private static final List<String> PKCS10 =
            List.of("application/pkcs10", "application/x-pem-file", "text/plain", "application/octet-stream");

    private final Enrollments enrollments;
    private final KeyCertification certification;
    private final RateLimit beginnings;
    private final RateLimit proofs;

    /**
     * @param beginnings how often one client may have a mail sent
     * @param proofs how often one client may send a code
     */
    public EnrollmentsApi(
            Enrollments enrollments, KeyCertification certification, RateLimit beginnings, RateLimit proofs) {
        this.enrollments = enrollments;
        this.certification = certification;
        this.beginnings = beginnings;
        this.proofs = proofs;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/api/v1/enrollments", this::begin);
        routes.get("/api/v1/enrollments/{id}", this::state);
        routes.post("/api/v1/enrollments/{id}/proof", this::prove);
        routes.post("/api/v1/enrollment/certificate", this::certify);
    }

    private void begin(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        beginnings.demand(ctx);
        if (!call.takes(JSON)) {
            return;
        }
        Enrollments.Begun begun = call.json(EnrollmentView.Wanted.class)
                .then(wanted -> request(wanted, ctx.ip()))
                .then(enrollments::request)
                .orThrow();
        Enrollment enrollment = begun.enrollment();
        call.answer(
                202,
                new EnrollmentView.Begun(
                        enrollment.id(),
                        begun.claim().text(),
                        enrollment.proof().expires()));
    }

    private static Outcome<Enrollments.Request> request(EnrollmentView.Wanted wanted, String origin) {
        String language = wanted.language() == null ? "en" : wanted.language();
        if (!LANGUAGE.matcher(language).matches()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "The property \"language\" is a tag such as \"en\" or \"de\".");
        }
        return addresses(wanted)
                .then(addresses -> PersonName.parse(
                                wanted.name(), wanted.givenName(), wanted.surname(), wanted.pseudonym())
                        .map(name -> new Enrollments.Request(
                                addresses,
                                name,
                                Boolean.TRUE.equals(wanted.pair()),
                                Channel.TERMINAL,
                                language,
                                origin)));
    }

    private static Outcome<List<EmailAddress>> addresses(EnrollmentView.Wanted wanted) {
        List<EmailAddress> addresses = new ArrayList<>();
        for (String text : joined(wanted.email(), wanted.furtherEmails())) {
            Outcome<EmailAddress> parsed = EmailAddress.parse(text);
            if (!parsed.isOk()) {
                return Outcome.refused(parsed.refusal());
            }
            addresses.add(parsed.orThrow());
        }
        return Outcome.ok(addresses);
    }

    private static List<String> joined(String first, List<String> further) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(further == null ? List.of() : further);
        return all;
    }

    private void state(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        Enrollment enrollment =
                enrollments.ofTerminal(ctx.pathParam("id"), call.bearer()).orThrow();
        call.answer(200, EnrollmentView.of(enrollment));
    }

    private void prove(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        proofs.demand(ctx);
        OneTimeSecret claim = call.bearer();
        if (!call.takes(JSON)) {
            return;
        }
        Enrollment proven = call.json(EnrollmentView.Proof.class)
                .then(EnrollmentsApi::codes)
                .then(codes -> enrollments.proveByCode(ctx.pathParam("id"), claim, codes, ctx.ip()))
                .orThrow();
        call.answer(200, EnrollmentView.of(proven));
    }

    private static Outcome<List<OneTimeSecret>> codes(EnrollmentView.Proof proof) {
        List<String> typed = joined(proof.code(), proof.furtherCodes());
        return typed.stream().anyMatch(code -> code == null || code.isBlank())
                ? Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "Give the mailed code as the property \"code\", those of further mailboxes as"
                                + " \"furtherCodes\".")
                : Outcome.ok(typed.stream().map(OneTimeSecret::typed).toList());
    }

    private void certify(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        OneTimeSecret secret = call.bearer();
        if (!call.takes(PKCS10)) {
            return;
        }
        List<Issued> issued = certification
                .certify(secret, call.body(2 * CertificateRequest.MAX_OCTETS), ctx.ip())
                .orThrow();
        call.answer(200, IssuedView.of(issued));
    }
}
