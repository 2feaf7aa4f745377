package org.signet.edge.web.enrollment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.signet.ca.enrollment.Conversation;
import org.signet.ca.enrollment.Conversation.Standing;
import org.signet.ca.enrollment.Enrollment;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.model.Outcome;
import org.signet.model.Refusal;

/**
 * {@code /enroll/state/…}: where a request stands, what an officer asks about it, and the way out of it. It opens by the link of a
 * question, and by the one that proved the mailbox.
 */
public final class RequesterPages implements Door {
    private final Pages pages;
    private final Conversation conversation;
    private final RateLimit limit;

    /** @param limit how often one client may send the forms */
    public RequesterPages(Pages pages, Conversation conversation, RateLimit limit) {
        this.pages = pages;
        this.conversation = conversation;
        this.limit = limit;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/enroll/state/{token}", this::look);
        routes.post("/enroll/state/{token}", this::answer);
        routes.post("/enroll/state/{token}/withdraw", this::withdraw);
    }

    private static OneTimeSecret link(Context ctx) {
        return new OneTimeSecret(ctx.pathParam("token"));
    }

    private void look(Context ctx) {
        conversation.look(link(ctx)).run(standing -> show(ctx, standing, "", ""), refusal -> dead(ctx, refusal));
    }

    /** The page for who holds a link that {@link Conversation#look} knows; false if it knows none. */
    boolean shows(Context ctx) {
        Outcome<Standing> standing = conversation.look(link(ctx));
        standing.run(known -> show(ctx, known, "", ""), refusal -> {});
        return standing.isOk();
    }

    private void show(Context ctx, Standing standing, String typed, String error) {
        String path = "/enroll/state/" + link(ctx).text();
        pages.send(
                ctx,
                "request-state",
                Map.of(
                        "standing", standing,
                        "way", Way.of(standing.enrollment()),
                        "link", path,
                        "typed", typed,
                        "error", error));
    }

    private void answer(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        String typed = Fields.typed(ctx, "answer");
        conversation
                .answer(link(ctx), typed, ctx.ip())
                .run(done -> again(ctx), refusal -> refused(ctx, refusal, typed));
    }

    private void withdraw(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        Outcome<Enrollment> withdrawn = conversation.withdraw(link(ctx), ctx.ip());
        withdrawn.run(done -> again(ctx), refusal -> refused(ctx, refusal, ""));
    }

    private void again(Context ctx) {
        ctx.redirect("/enroll/state/" + link(ctx).text(), HttpStatus.SEE_OTHER);
    }

    private void refused(Context ctx, Refusal refusal, String typed) {
        ctx.status(Refusals.status(refusal.code()));
        String error = pages.words(ctx).refusal(refusal);
        conversation.look(link(ctx)).run(standing -> show(ctx, standing, typed, error), unknown -> dead(ctx, unknown));
    }

    private void dead(Context ctx, Refusal refusal) {
        pages.refused(ctx, refusal, new Action(pages.words(ctx).t("go.enroll"), "/enroll", false));
    }
}
