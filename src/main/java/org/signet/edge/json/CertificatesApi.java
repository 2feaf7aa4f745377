package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.ca.directory.Directory;
import org.signet.crypto.x509.Pem;
import org.signet.edge.http.Door;
import org.signet.edge.http.RateLimit;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * {@code GET /api/v1/certificates?email=ADDRESS}: the certificates to encrypt to, for everybody. JSON lists all, the newest first; as
 * {@code application/pkix-cert} or {@code application/x-pem-file} the newest alone is answered.
 */
public final class CertificatesApi implements Door {
    /** Short: a revoked certificate must not be encrypted to for long. */
    private static final String CACHE = "private, max-age=60";

    private final Directory directory;
    private final ApiTokens tokens;
    private final RateLimit lookups;
    private final Clock clock;

    /** @param lookups how often one client may ask, so that nobody reads out the directory by guessing; a token of scope
     *     {@code certificates:find} is not counted */
    public CertificatesApi(Directory directory, ApiTokens tokens, RateLimit lookups, Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.lookups = lookups;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/api/v1/certificates", this::find);
    }

    private void find(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        if (call.hasBearer()) {
            call.token(tokens, Scope.CERTIFICATES_FIND);
        } else {
            lookups.demand(ctx);
        }
        EmailAddress address = EmailAddress.parse(ctx.queryParam("email")).orThrow();
        List<CertificateRecord> found = directory.find(address);
        CertificateForm form = CertificateForm.accepted(ctx.header("Accept"));
        ctx.header("Vary", "Accept");
        if (form == CertificateForm.JSON) {
            Instant now = clock.instant();
            call.answer(
                    200,
                    new CertificateView.Found(found.stream()
                            .map(entry -> CertificateView.of(entry, now))
                            .toList()));
        } else {
            Bytes der = newest(found, address).orThrow();
            ctx.contentType(form.mediaType())
                    .result(
                            form == CertificateForm.DER
                                    ? der.toArray()
                                    : Pem.encode(Pem.CERTIFICATE, der).getBytes(StandardCharsets.US_ASCII));
        }
        ctx.header("Cache-Control", CACHE);
    }

    private static Outcome<Bytes> newest(List<CertificateRecord> found, EmailAddress address) {
        return found.stream()
                .findFirst()
                .map(entry -> Outcome.ok(entry.der()))
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.NOT_FOUND, "There is no certificate to encrypt to " + address + " with."));
    }
}
