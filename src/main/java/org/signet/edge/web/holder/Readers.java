package org.signet.edge.web.holder;

import io.javalin.http.Context;
import java.util.Optional;
import org.signet.ca.access.holder.HolderSession;
import org.signet.ca.access.holder.HolderSignIn;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.web.SecretCookie;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** Knows whose mailbox a browser signed in for. The cookie is another than that of accounts: neither opens what the other does. */
final class Readers {
    private final HolderSignIn signIn;
    private final SecretCookie cookie;

    /** @param secure whether the pages are reached by https */
    Readers(HolderSignIn signIn, boolean secure) {
        this.signIn = signIn;
        this.cookie = new SecretCookie("signet-my", secure);
    }

    Optional<HolderSession> session(Context ctx) {
        return cookie.of(ctx).flatMap(signIn::session);
    }

    /** The session, where there must be one. */
    HolderSession known(Context ctx) {
        return session(ctx)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_SIGNED_IN, "You are not signed in any more; ask for a new link."));
    }

    /** The session whose own form this is. */
    HolderSession ownForm(Context ctx) {
        SameOrigin.demand(ctx);
        HolderSession session = known(ctx);
        SameOrigin.demandToken(ctx, session.csrfToken());
        return session;
    }

    void remember(Context ctx, HolderSession session) {
        cookie.set(ctx, session.secret());
    }

    void forget(Context ctx) {
        cookie.forget(ctx);
    }
}
