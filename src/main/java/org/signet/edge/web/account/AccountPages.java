package org.signet.edge.web.account;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.function.Predicate;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.OpenSession;
import org.signet.ca.access.Session;
import org.signet.edge.http.Door;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.Permission;

/** {@code /admin/account}: where one is signed in, and how to end that. */
public final class AccountPages implements Door {
    private static final String PATH = "/admin/account";
    /** Every role has it: everybody sees their own account. */
    private static final Permission ANYBODY = Permission.SEE_RECORDS;

    private final Pages pages;
    private final Visitors visitors;
    private final Accounts accounts;

    public AccountPages(Pages pages, Visitors visitors, Accounts accounts) {
        this.pages = pages;
        this.visitors = visitors;
        this.accounts = accounts;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(ANYBODY, this::show));
        routes.post(PATH + "/sign-out-elsewhere", visitors.form(ANYBODY, (ctx, own) -> end(ctx, own, each -> true)));
        routes.post(
                PATH + "/sessions/{digest}/end",
                visitors.form(
                        ANYBODY,
                        (ctx, own) -> end(ctx, own, each -> each.digest().hex().equals(ctx.pathParam("digest")))));
    }

    private void show(Context ctx, Session own) {
        pages.send(ctx, "admin/account", own, Map.of("sessions", accounts.sessions(own)));
    }

    private void end(Context ctx, Session own, Predicate<OpenSession> which) {
        accounts.endOthers(own, which, ctx.ip());
        // One that is over already, or somebody else's, is not on the page either.
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }
}
