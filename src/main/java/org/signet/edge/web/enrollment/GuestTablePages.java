package org.signet.edge.web.enrollment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.Session;
import org.signet.ca.enrollment.invitation.GuestTable;
import org.signet.ca.enrollment.invitation.GuestTables;
import org.signet.ca.enrollment.invitation.GuestTables.Draft;
import org.signet.edge.http.Door;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Visitors;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;

/**
 * {@code /admin/invite/table…}: a table of people is sent, looked at row by row, released, and watched. A short one is pasted into
 * the form; a file is sent as it is by the page's script, since forms are small here.
 */
final class GuestTablePages implements Door {
    private static final String CSV = "text/csv";

    private final Pages pages;
    private final Visitors visitors;
    private final GuestTables tables;

    GuestTablePages(Pages pages, Visitors visitors, GuestTables tables) {
        this.pages = pages;
        this.visitors = visitors;
        this.tables = tables;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/admin/invite/table", visitors.form(Permission.ISSUE_CERTIFICATE, (ctx, session) -> {
            if (CSV.equals(ctx.contentType())) {
                take(ctx, session);
            } else {
                paste(ctx, session);
            }
        }));
        routes.get("/admin/invite/table/{id}", visitors.page(Permission.ISSUE_CERTIFICATE, this::look));
        routes.post("/admin/invite/table/{id}/release", visitors.form(Permission.ISSUE_CERTIFICATE, this::release));
        routes.post("/admin/invite/table/{id}/discard", visitors.form(Permission.ISSUE_CERTIFICATE, this::discard));
    }

    private static String value(String text) {
        return text == null ? "" : text;
    }

    private Draft draft(String file, byte[] octets, String pair, String language) {
        return new Draft(
                file.isBlank() ? "table.csv" : file, octets, !value(pair).isEmpty(), pages.language(value(language)));
    }

    private void paste(Context ctx, Session session) {
        byte[] octets = Fields.typed(ctx, "table").getBytes(StandardCharsets.UTF_8);
        tables.draft(draft("", octets, ctx.formParam("pair"), ctx.formParam("language")), session.actor(ctx.ip()))
                .run(table -> ctx.redirect(path(table), HttpStatus.SEE_OTHER), refusal -> refused(ctx, refusal));
    }

    /** By the script. */
    private void take(Context ctx, Session session) throws IOException {
        byte[] octets = ctx.req().getInputStream().readNBytes(GuestTables.MOST_OCTETS + 1);
        Draft draft = draft(value(ctx.queryParam("file")), octets, ctx.queryParam("pair"), ctx.queryParam("language"));
        GuestTable table = tables.draft(draft, session.actor(ctx.ip())).orThrow();
        ctx.status(HttpStatus.CREATED).header("Location", path(table));
    }

    private static String path(GuestTable table) {
        return "/admin/invite/table/" + table.id();
    }

    private void look(Context ctx, Session session) {
        tables.look(ctx.pathParam("id"))
                .run(
                        sheet -> pages.send(
                                ctx,
                                "admin/invite-table",
                                session,
                                Map.of(
                                        "sheet",
                                        sheet,
                                        "language",
                                        pages.languageName(sheet.table().language()),
                                        "own",
                                        sheet.table()
                                                .by()
                                                .equals(session.actor("").name()))),
                        refusal -> refused(ctx, refusal));
    }

    private void release(Context ctx, Session session) {
        decided(ctx, tables.release(ctx.pathParam("id"), session.actor(ctx.ip())), Optional.empty());
    }

    private void discard(Context ctx, Session session) {
        decided(ctx, tables.discard(ctx.pathParam("id"), session.actor(ctx.ip())), Optional.of("/admin/invite"));
    }

    private void decided(Context ctx, Outcome<GuestTable> outcome, Optional<String> next) {
        outcome.run(
                table -> ctx.redirect(next.orElseGet(() -> path(table)), HttpStatus.SEE_OTHER),
                refusal -> refused(ctx, refusal));
    }

    private void refused(Context ctx, Refusal refusal) {
        pages.refused(ctx, refusal, new Action(pages.words(ctx).t("invite.back"), "/admin/invite", false));
    }
}
