package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.Scope;
import org.signet.ca.access.Session;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** {@code /admin/tokens}: API tokens: administrators make them, auditors read of them. A new one's secret is on the answer to its form, and nowhere else. */
public final class TokenPages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final ApiTokens tokens;
    private final Clock clock;

    public TokenPages(Pages pages, Visitors visitors, ApiTokens tokens, Clock clock) {
        this.pages = pages;
        this.visitors = visitors;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/tokens", visitors.page(Permission.SEE_AUDIT, this::list));
        routes.post("/admin/tokens", visitors.sensitive(Permission.MANAGE_ACCOUNTS, this::create));
        routes.post("/admin/tokens/{name}/revoke", visitors.form(Permission.MANAGE_ACCOUNTS, this::revoke));
    }

    /** What a form was filled with; empty at first. */
    public record Form(String name, Set<Scope> scopes, String domains, String days) {
        static Form empty() {
            return new Form("", Set.of(Scope.CERTIFICATES_ISSUE), "", Integer.toString(ApiTokens.DEFAULT_DAYS));
        }

        static Form of(Context ctx) {
            return new Form(
                    Fields.typed(ctx, "name").strip(),
                    ctx.formParams("scope").stream()
                            .flatMap(scope -> Scope.ofText(scope).stream())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    Fields.typed(ctx, "domains").strip(),
                    Fields.typed(ctx, "days").strip());
        }

        Outcome<ApiToken.Plan> plan() {
            if (!days.matches("[0-9]{1,4}")) {
                return Outcome.refused(
                        RefusalCode.BAD_INPUT, "A token holds for 1 to " + ApiTokens.MAX_DAYS + " days.");
            }
            List<String> parsed = new ArrayList<>();
            for (String domain : Arrays.stream(domains.split("[\\s,;]+"))
                    .filter(d -> !d.isEmpty())
                    .toList()) {
                Outcome<String> each = EmailAddress.parseDomain(domain);
                if (!each.isOk()) {
                    return Outcome.refused(each.refusal());
                }
                parsed.add(each.orThrow());
            }
            return Outcome.ok(new ApiToken.Plan(name, scopes, new TreeSet<>(parsed), Integer.parseInt(days)));
        }
    }

    private void list(Context ctx, Session session) {
        show(ctx, session, Form.empty(), Map.of());
    }

    private void show(Context ctx, Session session, Form form, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(
                Map.of("tokens", tokens.all(), "now", clock.instant(), "form", form, "error", "", "secret", ""));
        all.putAll(more);
        pages.send(ctx, "admin/tokens", session, all);
    }

    private void create(Context ctx, Session session) {
        Form form = Form.of(ctx);
        form.plan()
                .then(plan -> tokens.create(plan, session.actor(ctx.ip())))
                .run(
                        created -> {
                            ctx.header("Cache-Control", "no-store");
                            show(
                                    ctx,
                                    session,
                                    Form.empty(),
                                    Map.of("secret", created.secret().text()));
                        },
                        refusal -> again(ctx, session, form, refusal));
    }

    private void again(Context ctx, Session session, Form form, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        show(ctx, session, form, Map.of("error", pages.words(ctx).refusal(refusal)));
    }

    private void revoke(Context ctx, Session session) {
        tokens.revoke(ctx.pathParam("name"), session.actor(ctx.ip()))
                .run(
                        revoked -> ctx.redirect("/admin/tokens", HttpStatus.SEE_OTHER),
                        refusal -> again(ctx, session, Form.empty(), refusal));
    }
}
