package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.ca.enrollment.FourEyes;
import org.signet.ca.enrollment.OperatorIssuance;
import org.signet.ca.profile.Profiles;
import org.signet.edge.http.Door;
import org.signet.model.Actor;
import org.signet.model.Outcome;

/**
 * {@code POST /api/v1/certificates} with {@link IssuanceView} and an API token of scope {@code certificates:issue} → 201
 * {@link IssuedView}; 200 where the key has just that certificate already, so that a lost answer can be had again.
 */
public final class IssuanceApi implements Door {
    private static final int MAX_JSON = 32 * 1024;

    private final ApiTokens tokens;
    private final FourEyes fourEyes;
    private final OperatorIssuance issuance;
    private final Profiles profiles;

    public IssuanceApi(ApiTokens tokens, FourEyes fourEyes, OperatorIssuance issuance, Profiles profiles) {
        this.tokens = tokens;
        this.fourEyes = fourEyes;
        this.issuance = issuance;
        this.profiles = profiles;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/api/v1/certificates", this::issue);
    }

    private void issue(Context ctx) {
        ApiCall call = new ApiCall(ctx);
        ApiToken token = call.token(tokens, Scope.CERTIFICATES_ISSUE);
        if (!call.takes(List.of("application/json"))) {
            return;
        }
        OperatorIssuance.Once once = call.json(IssuanceView.class, MAX_JSON)
                .then(wanted -> wanted.parsed(profiles))
                .then(vouched ->
                        token.vouchingFor(vouched.addresses()).then(allowed -> issued(vouched, token.actor(ctx.ip()))))
                .orThrow();
        call.answer(once.before() ? 200 : 201, IssuedView.of(List.of(once.issued())));
    }

    private Outcome<OperatorIssuance.Once> issued(OperatorIssuance.Vouched vouched, Actor actor) {
        return fourEyes.objection(actor, vouched.addresses())
                .map(Outcome::<OperatorIssuance.Once>refused)
                .orElseGet(() -> issuance.issueOnce(vouched, actor));
    }
}
