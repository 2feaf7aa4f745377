package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.signet.ca.authority.Issued;
import org.signet.ca.enrollment.renewal.Renewals;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.edge.http.Door;
import org.signet.edge.http.limit.RateLimit;

/**
 * {@code POST /api/v1/renewals} with {@link RenewalView} → {@link IssuedView}: a new key certified on the word of the old
 * one. The signature is the right to it; no secret is sent.
 */
public final class RenewalsApi implements Door {
    private static final int MAX_JSON = 3 * CertificateRequest.MAX_OCTETS;

    private final Renewals renewals;
    private final RateLimit askings;

    /** @param askings how often one client may ask */
    public RenewalsApi(Renewals renewals, RateLimit askings) {
        this.renewals = renewals;
        this.askings = askings;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/api/v1/renewals", this::renew);
    }

    private void renew(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        askings.demand(ctx);
        if (!call.takes(List.of("application/json"))) {
            return;
        }
        List<Issued> issued = call.json(RenewalView.class, MAX_JSON)
                .then(wanted -> wanted.proof()
                        .then(proof -> wanted.signed().then(signature -> renewals.renew(proof, signature, ctx.ip()))))
                .orThrow();
        call.answer(200, IssuedView.of(issued));
    }
}
