package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.ca.watch.Watch;
import org.signet.edge.http.Door;
import org.signet.model.Permission;

/** {@code /admin/self-check}: what the server sees when it looks at itself, and a button to look again. */
public final class SelfCheckPages implements Door {
    private static final String PATH = "/admin/self-check";

    private final Pages pages;
    private final Visitors visitors;
    private final Watch watch;

    public SelfCheckPages(Pages pages, Visitors visitors, Watch watch) {
        this.pages = pages;
        this.visitors = visitors;
        this.watch = watch;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_RECORDS, this::show));
        routes.post(PATH, visitors.form(Permission.SEE_RECORDS, this::look));
    }

    private void show(Context ctx, Session session) {
        pages.send(ctx, "admin/self-check", session, Map.of("rounds", watch.latest(), "running", watch.running()));
    }

    private void look(Context ctx, Session session) {
        watch.begin();
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }
}
