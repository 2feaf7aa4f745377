package org.signet.edge.web.account;

import static org.signet.edge.web.account.FactorPages.ACCOUNT;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.function.Predicate;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.OpenSession;
import org.signet.ca.access.Session;
import org.signet.ca.access.Sessions;
import org.signet.ca.access.signin.OwnFactors;
import org.signet.crypto.keys.Passphrase;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.signin.ShownCertificate;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** {@code /admin/account}: what one signs in with, where one is signed in, and how to change both. */
final class AccountPages implements Door {
    private static final String PASSWORD = ACCOUNT + "/password";
    /** Every role has it: everybody sees their own account. */
    private static final Permission ANYBODY = Permission.SEE_RECORDS;

    private final Pages pages;
    private final Visitors visitors;
    private final Accounts accounts;
    private final Sessions sessions;
    private final OwnFactors factors;
    private final RateLimit limit;

    AccountPages(Pages pages, Visitors visitors, AccountFront.Services services, RateLimit limit) {
        this.pages = pages;
        this.visitors = visitors;
        this.accounts = services.accounts();
        this.sessions = services.sessions();
        this.factors = services.factors();
        this.limit = limit;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(ACCOUNT, visitors.page(ANYBODY, this::show));
        routes.get(PASSWORD, visitors.sensitivePage(ANYBODY, (ctx, own) -> passwordForm(ctx, own, "", "")));
        routes.post(PASSWORD, visitors.sensitive(ANYBODY, this::changePassword));
        routes.post(ACCOUNT + "/sign-out-elsewhere", visitors.form(ANYBODY, (ctx, own) -> end(ctx, own, each -> true)));
        routes.post(
                ACCOUNT + "/sessions/{digest}/end",
                visitors.form(
                        ANYBODY,
                        (ctx, own) -> end(ctx, own, each -> each.digest().hex().equals(ctx.pathParam("digest")))));
    }

    private void show(Context ctx, Session own) {
        pages.send(
                ctx,
                "admin/account",
                own,
                Map.of(
                        "sessions", sessions.of(own),
                        "owned", factors.of(own),
                        "required", factors.required(),
                        "certificate", ShownCertificate.of(ctx).isOk(),
                        "done", ctx.queryParam("done") != null));
    }

    private void end(Context ctx, Session own, Predicate<OpenSession> which) {
        sessions.endOthers(own, which, ctx.ip());
        // One that is over already, or somebody else's, is not on the page either.
        ctx.redirect(ACCOUNT, HttpStatus.SEE_OTHER);
    }

    private void passwordForm(Context ctx, Session own, String oldError, String newError) {
        pages.send(ctx, "admin/account-password", own, Map.of("oldError", oldError, "newError", newError));
    }

    private void changePassword(Context ctx, Session own) {
        limit.demand(ctx, "password " + own.user());
        if (!Fields.typed(ctx, "password").equals(Fields.typed(ctx, "again"))) {
            ctx.status(422);
            passwordForm(ctx, own, "", pages.words(ctx).t("welcome.differ"));
            return;
        }
        try (Passphrase old = Passphrase.of(Fields.typed(ctx, "old").toCharArray());
                Passphrase fresh = Passphrase.of(Fields.typed(ctx, "password").toCharArray())) {
            Outcome<Session> changed = accounts.changePassword(own, old, fresh, visitors.browser(ctx));
            changed.run(
                    session -> {
                        visitors.remember(ctx, session);
                        ctx.redirect(ACCOUNT + "?done", HttpStatus.SEE_OTHER);
                    },
                    refusal -> refused(ctx, own, refusal));
        }
    }

    private void refused(Context ctx, Session own, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        boolean weak = refusal.code() == RefusalCode.WEAK_PASSWORD;
        String error = pages.words(ctx).refusal(refusal);
        passwordForm(ctx, own, weak ? "" : pages.words(ctx).t("account.password.wrong"), weak ? error : "");
    }
}
