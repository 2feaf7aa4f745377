package org.signet.edge.web.holder;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.signet.ca.access.holder.HolderSession;
import org.signet.ca.access.holder.HolderSignIn;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Words;
import org.signet.edge.web.mailed.AddressForm;
import org.signet.edge.web.mailed.AddressForm.Sent;
import org.signet.model.Refusal;

/**
 * {@code POST /my}, where a link is asked for, and {@code /my/in/…}, which it opens. Whoever asks sees the same for every address;
 * looking at the link changes nothing.
 */
final class SignInByMailPages implements Door {
    private final Pages pages;
    private final HolderSignIn signIn;
    private final Readers readers;
    private final RateLimit limit;
    private final AddressForm asking;

    /** @param limit how often one client may send the forms */
    SignInByMailPages(Pages pages, HolderSignIn signIn, Readers readers, RateLimit limit) {
        this.pages = pages;
        this.signIn = signIn;
        this.readers = readers;
        this.limit = limit;
        this.asking = new AddressForm(pages, limit, new Sent("my.sent.to", "my.sent.text", "/my"), this::form);
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/my", ctx -> asking.take(ctx, signIn::ask));
        routes.get("/my/in/{token}", this::look);
        routes.post("/my/in/{token}", this::enter);
        routes.post("/my/sign-out", this::signOut);
    }

    void form(Context ctx, String typed, String error) {
        pages.send(ctx, "my-ask", Map.of("typed", typed, "error", error));
    }

    private static OneTimeSecret link(Context ctx) {
        return new OneTimeSecret(ctx.pathParam("token"));
    }

    private void look(Context ctx) {
        signIn.look(link(ctx))
                .run(
                        address -> pages.send(ctx, "my-in", Map.of("address", address.toString())),
                        refusal -> dead(ctx, refusal));
    }

    private void dead(Context ctx, Refusal refusal) {
        Words words = pages.words(ctx);
        ctx.status(Refusals.status(refusal.code()));
        pages.state(
                ctx,
                new Pages.State(
                        "warn",
                        words.t("link.dead"),
                        words.refusal(refusal),
                        new Action(words.t("my.again"), "/my", false)));
    }

    private void enter(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        signIn.enter(link(ctx), ctx.ip())
                .run(
                        session -> {
                            readers.remember(ctx, session);
                            ctx.redirect("/my", HttpStatus.SEE_OTHER);
                        },
                        refusal -> dead(ctx, refusal));
    }

    private void signOut(Context ctx) {
        HolderSession session = readers.ownForm(ctx);
        signIn.signOut(session, ctx.ip());
        readers.forget(ctx);
        ctx.redirect("/my", HttpStatus.SEE_OTHER);
    }
}
