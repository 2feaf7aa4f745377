package org.signet.edge.web.control;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signet.ca.access.Session;
import org.signet.ca.access.control.Change;
import org.signet.ca.access.control.Council;
import org.signet.ca.access.control.Staff;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Role;

/** {@code /admin/accounts}: who may sign in, and what each may do. Administrators change it, auditors look. */
public final class StaffPages implements Door {
    static final String PATH = "/admin/accounts";
    /** What the page says after a change that needs no more words. */
    private static final Set<String> DONE = Set.of("mailed", "role", "suspend", "restore", "end", "sessions");

    private final Pages pages;
    private final Visitors visitors;
    private final Staff staff;
    private final Council council;
    private final String url;
    private final Clock clock;

    /** @param url where people reach the pages, without a slash at its end */
    public StaffPages(Pages pages, Visitors visitors, Staff staff, Council council, String url, Clock clock) {
        this.pages = pages;
        this.visitors = visitors;
        this.staff = staff;
        this.council = council;
        this.url = url;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_AUDIT, this::list));
        post(
                routes,
                "",
                "mailed",
                (ctx, own) -> staff.invite(name(ctx), role(ctx), own.actor(ctx.ip()), language(ctx)));
        post(routes, "/link", "mailed", (ctx, own) -> staff.newLink(name(ctx), own.actor(ctx.ip()), language(ctx)));
        post(routes, "/role", "role", (ctx, own) -> staff.changeRole(name(ctx), role(ctx), own.actor(ctx.ip())));
        post(routes, "/suspend", "suspend", (ctx, own) -> staff.suspend(name(ctx), own.actor(ctx.ip())));
        post(routes, "/restore", "restore", (ctx, own) -> staff.restore(name(ctx), own.actor(ctx.ip())));
        post(routes, "/end", "end", (ctx, own) -> staff.end(sure(ctx), own.actor(ctx.ip())));
        routes.post(PATH + "/sessions", visitors.form(Permission.MANAGE_ACCOUNTS, this::endSessions));
    }

    private interface Form {
        Outcome<Change> change(Context ctx, Session own);
    }

    private void post(RoutesConfig routes, String path, String done, Form form) {
        routes.post(
                PATH + path,
                visitors.sensitive(
                        Permission.MANAGE_ACCOUNTS,
                        PATH,
                        (ctx, own) -> form.change(ctx, own)
                                .run(change -> changed(ctx, own, change, done), refusal -> again(ctx, own, refusal))));
    }

    private void list(Context ctx, Session own) {
        String done = Optional.ofNullable(ctx.queryParam("done"))
                .filter(DONE::contains)
                .orElse("");
        show(ctx, own, Map.of("done", done.isEmpty() ? "" : pages.words(ctx).t("accounts.done." + done)));
    }

    private void show(Context ctx, Session own, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "members",
                staff.all(),
                "alone",
                council.alone(),
                "now",
                clock.instant(),
                "done",
                "",
                "error",
                "",
                "link",
                ""));
        all.putAll(more);
        pages.send(ctx, "admin/accounts", own, all);
    }

    private void changed(Context ctx, Session own, Change change, String done) {
        if (change.waits().isPresent()) {
            ctx.redirect(DecisionPages.PATH + "?done=proposed", HttpStatus.SEE_OTHER);
        } else if (change.link().isPresent()) {
            show(ctx, own, Map.of("link", url + welcome(change)));
        } else {
            ctx.redirect(PATH + "?done=" + done, HttpStatus.SEE_OTHER);
        }
    }

    static String welcome(Change change) {
        return "/admin/welcome/" + change.link().orElseThrow().text();
    }

    private void again(Context ctx, Session own, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        show(ctx, own, Map.of("error", pages.words(ctx).refusal(refusal)));
    }

    private void endSessions(Context ctx, Session own) {
        staff.endSessions(name(ctx), own.actor(ctx.ip()))
                .run(
                        ended -> ctx.redirect(PATH + "?done=sessions", HttpStatus.SEE_OTHER),
                        refusal -> again(ctx, own, refusal));
    }

    private String language(Context ctx) {
        return pages.words(ctx).language();
    }

    private static String name(Context ctx) {
        String name = ctx.formParam("user");
        if (name == null || name.isBlank()) {
            throw new RefusedException(RefusalCode.BAD_NAME, "Name the account.");
        }
        return name;
    }

    private static Role role(Context ctx) {
        return Optional.ofNullable(ctx.formParam("role"))
                .flatMap(Staff::role)
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.BAD_INPUT, "Choose a role: administrator, officer or auditor."));
    }

    /** The name, if the box beside the button was ticked: an end is for ever. */
    private static String sure(Context ctx) {
        String name = name(ctx);
        if (!"yes".equals(ctx.formParam("sure"))) {
            throw new RefusedException(RefusalCode.BAD_INPUT, "Tick that the account is to end for ever.");
        }
        return name;
    }
}
