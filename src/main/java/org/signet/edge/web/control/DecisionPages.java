package org.signet.edge.web.control;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signet.ca.access.Session;
import org.signet.ca.access.control.Change;
import org.signet.ca.access.control.Council;
import org.signet.ca.access.control.Proposal;
import org.signet.ca.access.control.Proposals;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Tile;
import org.signet.edge.web.Visitors;
import org.signet.model.Bytes;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** {@code /admin/decisions}: what waits for a second administrator, and what was decided. Auditors look. */
public final class DecisionPages implements Door {
    static final String PATH = "/admin/decisions";
    private static final Set<String> DONE = Set.of("proposed", "noted", "agreed", "done", "mailed", "refused");

    private final Pages pages;
    private final Visitors visitors;
    private final Council council;
    private final Clock clock;

    public DecisionPages(Pages pages, Visitors visitors, Council council, Clock clock) {
        this.pages = pages;
        this.visitors = visitors;
        this.council = council;
        this.clock = clock;
    }

    /** What waits for the agreement of whoever looks at the overview. */
    public static Tile.Source tiles(Proposals proposals) {
        return (session, words) -> {
            long waiting = session.may(Permission.MANAGE_ACCOUNTS) ? proposals.waitingFor(session.user()) : 0;
            return waiting == 0
                    ? List.of()
                    : List.of(new Tile(
                            Long.toString(waiting),
                            words.t(waiting == 1 ? "start.decision.one" : "start.decision.many"),
                            PATH,
                            true));
        };
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_AUDIT, this::list));
        routes.post(PATH + "/{id}/agree", visitors.sensitive(Permission.MANAGE_ACCOUNTS, PATH, this::agree));
        routes.post(PATH + "/{id}/refuse", visitors.form(Permission.MANAGE_ACCOUNTS, this::refuse));
    }

    private void list(Context ctx, Session own) {
        String done = Optional.ofNullable(ctx.queryParam("done"))
                .filter(DONE::contains)
                .orElse("");
        show(ctx, own, Map.of("done", done.isEmpty() ? "" : pages.words(ctx).t("decisions.done." + done)));
    }

    private void show(Context ctx, Session own, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "waiting",
                council.proposals().waiting(),
                "past",
                council.proposals().past(),
                "alone",
                council.alone(),
                "now",
                clock.instant(),
                "done",
                "",
                "error",
                ""));
        all.putAll(more);
        pages.send(ctx, "admin/decisions", own, all);
    }

    private void agree(Context ctx, Session own) {
        String language = pages.words(ctx).language();
        council.agree(ctx.pathParam("id"), digest(ctx), comment(ctx), own.actor(ctx.ip()), language)
                .run(change -> agreed(ctx, change), refusal -> again(ctx, own, refusal));
    }

    private static void agreed(Context ctx, Change change) {
        String done = change.waits()
                .map(proposal -> proposal.state() == Proposal.State.AGREED ? "agreed" : "noted")
                .orElse(change.mailed() ? "mailed" : "done");
        ctx.redirect(PATH + "?done=" + done, HttpStatus.SEE_OTHER);
    }

    private void refuse(Context ctx, Session own) {
        council.refuse(ctx.pathParam("id"), comment(ctx), own.actor(ctx.ip()))
                .run(
                        refused -> ctx.redirect(PATH + "?done=refused", HttpStatus.SEE_OTHER),
                        refusal -> again(ctx, own, refusal));
    }

    private void again(Context ctx, Session own, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        show(ctx, own, Map.of("error", pages.words(ctx).refusal(refusal)));
    }

    /** Of what the page showed. */
    private static Bytes digest(Context ctx) {
        String digest = ctx.formParam("digest");
        if (digest == null || !digest.matches("[0-9a-f]{64}")) {
            throw new RefusedException(RefusalCode.BAD_INPUT, "Agree on the page that shows what will be done.");
        }
        return Bytes.ofHex(digest);
    }

    private static String comment(Context ctx) {
        return Fields.typed(ctx, "comment");
    }
}
