package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import org.signet.edge.http.Door;

/** {@code /}: the ways in. */
public final class HomePages implements Door {
    private final Pages pages;

    public HomePages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/", ctx -> pages.send(ctx, "home", Map.of()));
    }
}
