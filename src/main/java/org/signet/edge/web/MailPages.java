package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signet.ca.access.Session;
import org.signet.ca.watch.Undelivered;
import org.signet.ca.watch.UndeliveredMail;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;

/** {@code /admin/mail}: mail that no server took, seen by all who see records; officers have it tried again, or give it up. */
public final class MailPages implements Door {
    private static final String PATH = "/admin/mail";
    private static final Set<String> DONE = Set.of("again", "given-up");

    private final Pages pages;
    private final Visitors visitors;
    private final UndeliveredMail mails;

    public MailPages(Pages pages, Visitors visitors, UndeliveredMail mails) {
        this.pages = pages;
        this.visitors = visitors;
        this.mails = mails;
    }

    /** Mail that somebody can still do something about. */
    public static Tile.Source tiles(UndeliveredMail mails) {
        return (session, words) -> {
            long stuck = mails.stuck();
            return stuck == 0
                    ? List.of()
                    : List.of(new Tile(
                            Long.toString(stuck),
                            words.t(stuck == 1 ? "start.mail.one" : "start.mail.many"),
                            PATH,
                            session.may(Permission.DECIDE_REQUEST)));
        };
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_RECORDS, this::list));
        routes.post(PATH + "/{id}/again", visitors.form(Permission.DECIDE_REQUEST, this::tryAgain));
        routes.post(PATH + "/{id}/give-up", visitors.form(Permission.DECIDE_REQUEST, this::giveUp));
    }

    private void list(Context ctx, Session own) {
        String done = Optional.ofNullable(ctx.queryParam("done"))
                .filter(DONE::contains)
                .map(each -> pages.words(ctx).t("undelivered.done." + each))
                .orElse("");
        show(ctx, own, done, "");
    }

    private void show(Context ctx, Session own, String done, String error) {
        List<Undelivered> latest = mails.latest();
        long further = mails.stuck() - latest.stream().filter(Undelivered::kept).count();
        pages.send(
                ctx,
                "admin/mail",
                own,
                Map.of("mails", latest, "further", Math.max(0, further), "done", done, "error", error));
    }

    private void tryAgain(Context ctx, Session own) {
        afterwards(ctx, own, "again", mails.tryAgain(id(ctx), own.actor(ctx.ip())));
    }

    private void giveUp(Context ctx, Session own) {
        if (ctx.formParam("confirmed") == null) {
            ctx.status(422);
            show(ctx, own, "", pages.words(ctx).t("undelivered.unconfirmed"));
            return;
        }
        afterwards(ctx, own, "given-up", mails.giveUp(id(ctx), own.actor(ctx.ip())));
    }

    private void afterwards(Context ctx, Session own, String done, Outcome<Undelivered> outcome) {
        outcome.run(
                mail -> ctx.redirect(PATH + "?done=" + done, HttpStatus.SEE_OTHER),
                refusal -> again(ctx, own, refusal));
    }

    private void again(Context ctx, Session own, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        show(ctx, own, "", pages.words(ctx).refusal(refusal));
    }

    private static long id(Context ctx) {
        String id = ctx.pathParam("id");
        if (!id.matches("[0-9]{1,18}")) {
            throw new NotFoundResponse();
        }
        return Long.parseLong(id);
    }
}
