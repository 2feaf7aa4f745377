package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.ca.authority.Endings;
import org.signet.edge.http.Door;
import org.signet.model.Permission;

/** {@code /admin/expiring}: which certificates end soon, and who has a later one already. */
public final class EndingPages implements Door {
    private static final List<Integer> CHOICES = List.of(30, 90, 365);
    private static final int USUAL = 90;
    private static final int MANY = 200;

    private final Pages pages;
    private final Visitors visitors;
    private final Endings endings;
    private final Clock clock;

    public EndingPages(Pages pages, Visitors visitors, Endings endings, Clock clock) {
        this.pages = pages;
        this.visitors = visitors;
        this.endings = endings;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/expiring", visitors.page(Permission.SEE_RECORDS, this::show));
    }

    /** @param person number of the holder */
    public record Row(CertificateCard card, boolean replaced, long person) {}

    private void show(Context ctx, Session session) {
        int days = CHOICES.stream()
                .filter(choice -> choice.toString().equals(ctx.queryParam("days")))
                .findFirst()
                .orElse(USUAL);
        Instant now = clock.instant();
        List<Row> rows = endings.first(days, MANY).stream()
                .map(ending -> new Row(
                        CertificateCard.of(ending.certificate(), now),
                        ending.replaced(),
                        ending.certificate().personId()))
                .toList();
        pages.send(
                ctx,
                "admin/expiring",
                session,
                Map.of("rows", rows, "days", days, "choices", CHOICES, "cut", rows.size() == MANY));
    }
}
