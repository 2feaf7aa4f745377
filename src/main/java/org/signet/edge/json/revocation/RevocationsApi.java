package org.signet.edge.json.revocation;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.KeyRevocation;
import org.signet.ca.revocation.ProgramRevocation;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.json.ApiCall;
import org.signet.model.CertificateRecord;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;

/**
 * Revocation for programs, and for whoever has a key.
 *
 * <ul>
 *   <li>{@code GET /api/v1/certificates/SERIAL} → {@link RevocationView.Status}, for everybody
 *   <li>{@code POST /api/v1/certificates/SERIAL/revocation} with {@link RevocationView.Wanted} → {@link RevocationView.Status}
 *   <li>{@code DELETE /api/v1/certificates/SERIAL/revocation} ends a hold → {@link RevocationView.Status}
 *   <li>{@code POST /api/v1/people/revocations} with {@link RevocationView.Leaver} → {@link RevocationView.All}
 *   <li>{@code POST /api/v1/revocations} with {@link RevocationView.Proof} → {@link RevocationView.Ended}, for everybody
 * </ul>
 *
 * The others demand an API token of scope {@code certificates:revoke}.
 */
public final class RevocationsApi implements Door {
    private static final List<String> JSON = List.of("application/json");
    private static final int MAX_PROOF = 3 * CertificateRequest.MAX_OCTETS;

    private final ApiTokens tokens;
    private final ProgramRevocation programs;
    private final KeyRevocation keys;
    private final CertificateStore certificates;
    private final Limits limits;
    private final Clock clock;

    /**
     * How often one client may come without a token.
     *
     * @param lookups to ask how a certificate stands
     * @param proofs to prove a key
     */
    public record Limits(RateLimit lookups, RateLimit proofs) {}

    public RevocationsApi(
            ApiTokens tokens,
            ProgramRevocation programs,
            KeyRevocation keys,
            CertificateStore certificates,
            Limits limits,
            Clock clock) {
        this.tokens = tokens;
        this.programs = programs;
        this.keys = keys;
        this.certificates = certificates;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/api/v1/certificates/{serial}", this::status);
        routes.post("/api/v1/certificates/{serial}/revocation", this::revoke);
        routes.delete("/api/v1/certificates/{serial}/revocation", this::release);
        routes.post("/api/v1/people/revocations", this::revokeAll);
        routes.post("/api/v1/revocations", this::prove);
    }

    private void status(Context ctx) {
        limits.lookups().demand(ctx);
        Instant now = clock.instant();
        // In this order: one that is archived meanwhile is found in the second.
        RevocationView.Status told = serial(ctx)
                .then(serial -> certificates
                        .find(serial)
                        .map(certificate -> RevocationView.Status.of(certificate, now))
                        .or(() -> certificates
                                .archive(serial)
                                .map(archived -> RevocationView.Status.of(serial, archived, now)))
                        .map(Outcome::ok)
                        .orElseGet(() -> Outcome.refused(
                                RefusalCode.NOT_FOUND,
                                "There is no certificate with serial " + serial + " here; look at the number again.")))
                .orThrow();
        new ApiCall(ctx).answer(200, told);
    }

    private static Outcome<SerialNumber> serial(Context ctx) {
        return SerialNumber.parse(ctx.pathParam("serial"));
    }

    private void answer(Context ctx, CertificateRecord certificate) {
        new ApiCall(ctx).answer(200, RevocationView.Status.of(certificate, clock.instant()));
    }

    private void revoke(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        ApiToken token = call.token(tokens, Scope.CERTIFICATES_REVOKE);
        if (!call.takes(JSON)) {
            return;
        }
        CertificateRecord revoked = serial(ctx)
                .then(serial -> call.json(RevocationView.Wanted.class)
                        .then(RevocationView.Wanted::grounds)
                        .then(grounds -> programs.revoke(serial, grounds, token, ctx.ip())))
                .orThrow();
        answer(ctx, revoked);
    }

    private void release(Context ctx) {
        ApiToken token = new ApiCall(ctx).token(tokens, Scope.CERTIFICATES_REVOKE);
        answer(
                ctx,
                serial(ctx)
                        .then(serial -> programs.release(serial, token, ctx.ip()))
                        .orThrow());
    }

    private void revokeAll(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        ApiToken token = call.token(tokens, Scope.CERTIFICATES_REVOKE);
        if (!call.takes(JSON)) {
            return;
        }
        List<CertificateRecord> revoked = call.json(RevocationView.Leaver.class)
                .then(leaver -> leaver.address()
                        .then(address -> leaver.grounds()
                                .then(grounds -> programs.revokeAll(address, grounds, token, ctx.ip()))))
                .orThrow();
        Instant now = clock.instant();
        call.answer(
                200,
                new RevocationView.All(revoked.stream()
                        .map(certificate -> RevocationView.Status.of(certificate, now))
                        .toList()));
    }

    private void prove(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        limits.proofs().demand(ctx);
        if (!call.takes(JSON)) {
            return;
        }
        KeyRevocation.Ended ended = call.json(RevocationView.Proof.class, MAX_PROOF)
                .then(RevocationView.Proof::parsed)
                .then(request -> keys.revoke(request, ctx.ip()))
                .orThrow();
        call.answer(200, RevocationView.Ended.of(ended));
    }
}
