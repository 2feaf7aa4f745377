package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.signet.ca.authority.Issued;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.KeyCertification;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.edge.http.Door;
import org.signet.edge.http.RateLimit;
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
 *   <li>{@code POST /api/v1/enrollment/certificate} with a PKCS#10 request → {@link IssuedView}
 * </ul>
 *
 * All but the first demand the secret as a bearer token.
 */
public final class EnrollmentsApi implements Door {
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
        if (!language.equals("en") && !language.equals("de")) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "The property \"language\" is \"en\" or \"de\".");
        }
        return EmailAddress.parse(wanted.email())
                .then(address -> PersonName.parse(wanted.name())
                        .map(name -> new Enrollments.Request(address, name, Channel.TERMINAL, language, origin)));
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
                .then(EnrollmentsApi::code)
                .then(code -> enrollments.proveByCode(ctx.pathParam("id"), claim, code, ctx.ip()))
                .orThrow();
        call.answer(200, EnrollmentView.of(proven));
    }

    private static Outcome<OneTimeSecret> code(EnrollmentView.Proof proof) {
        return proof.code() == null || proof.code().isBlank()
                ? Outcome.refused(RefusalCode.BAD_INPUT, "Give the mailed code as the property \"code\".")
                : Outcome.ok(OneTimeSecret.typed(proof.code()));
    }

    private void certify(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        OneTimeSecret secret = call.bearer();
        if (!call.takes(PKCS10)) {
            return;
        }
        Issued issued = certification
                .certify(secret, call.body(CertificateRequest.MAX_OCTETS), ctx.ip())
                .orThrow();
        call.answer(200, IssuedView.of(issued));
    }
}
