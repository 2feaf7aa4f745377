package org.signet.edge.web.start;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.register.Register;
import org.signet.ca.watch.Watch;
import org.signet.edge.http.Door;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Tile;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.edge.web.chart.WeekChart;
import org.signet.model.Permission;

/** {@code /admin}: what waits, what is wrong, and how the weeks go. */
public final class StartPages implements Door {
    private static final int FEW = 5;

    private final Pages pages;
    private final Visitors visitors;
    private final Services services;

    /**
     * What the overview calls.
     *
     * @param tiles in the order in which they are shown
     */
    public record Services(
            Enrollments enrollments, Register register, Watch watch, List<Tile.Source> tiles, Clock clock) {
        public Services {
            tiles = List.copyOf(tiles);
        }
    }

    public StartPages(Pages pages, Visitors visitors, Services services) {
        this.pages = pages;
        this.visitors = visitors;
        this.services = services;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin", visitors.page(Permission.SEE_RECORDS, this::start));
    }

    private void start(Context ctx, Session session) {
        Words words = pages.words(ctx);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("latest", services.enrollments().latest(FEW));
        parameters.put("troubles", services.watch().troubles());
        parameters.put(
                "tiles",
                services.tiles().stream()
                        .flatMap(source -> source.apply(session, words).stream())
                        .toList());
        parameters.put(
                "chart",
                new WeekChart(services.register().weeks(), services.clock().instant()));
        pages.send(ctx, "admin/start", session, parameters);
    }
}
