package org.signet.edge.web.enrollment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Pages.State;
import org.signet.edge.web.Words;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * {@code /enroll/key/…}, behind the second mailed link: the browser makes the key there, has it certified by the JSON API,
 * and writes the file. Looking changes nothing.
 */
public final class KeyPages implements Door {
    private final Pages pages;
    private final Enrollments enrollments;

    public KeyPages(Pages pages, Enrollments enrollments) {
        this.pages = pages;
        this.enrollments = enrollments;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/enroll/key/{token}", this::look);
        routes.post("/enroll/key/{token}/renew", this::renew);
    }

    private void look(Context ctx) {
        enrollments
                .forKey(new OneTimeSecret(ctx.pathParam("token")))
                .run(enrollment -> show(ctx, enrollment), refusal -> dead(ctx, refusal));
    }

    private void show(Context ctx, Enrollment enrollment) {
        if (enrollment.state() == EnrollmentState.ISSUED) {
            Words words = pages.words(ctx);
            ctx.status(410);
            pages.state(
                    ctx,
                    new State(
                            "done",
                            words.t("key.used"),
                            words.t("key.used.text"),
                            new Action(words.t("go.enroll"), "/enroll", false)));
            return;
        }
        pages.send(ctx, "key", Map.of("enrollment", enrollment, "clients", MailClients.of(ctx.userAgent())));
    }

    private void dead(Context ctx, Refusal refusal) {
        Words words = pages.words(ctx);
        ctx.status(Refusals.status(refusal.code()));
        boolean expired = refusal.code() == RefusalCode.LINK_EXPIRED;
        Action action = expired
                ? new Action(words.t("key.renew"), ctx.path() + "/renew", true)
                : new Action(words.t("go.enroll"), "/enroll", false);
        String text = expired ? words.t("key.expired.text") : words.refusal(refusal);
        pages.state(ctx, new State("warn", words.t("link.dead"), text, action));
    }

    /** Mails a new link in place of one that ended; only who holds the old one can ask. */
    private void renew(Context ctx) {
        SameOrigin.demand(ctx);
        Words words = pages.words(ctx);
        Action home = new Action(words.t("go.home"), "/", false);
        enrollments
                .renewKeyLink(new OneTimeSecret(ctx.pathParam("token")), ctx.ip())
                .run(
                        enrollment -> pages.state(
                                ctx,
                                new State(
                                        "mail",
                                        words.t("sent.title"),
                                        words.t("key.renewed", enrollment.address()),
                                        home)),
                        refusal -> pages.refused(ctx, refusal, home));
    }
}
