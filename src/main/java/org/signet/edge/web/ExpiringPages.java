package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.ca.authority.ExpiringCertificates;
import org.signet.edge.http.Door;
import org.signet.model.Permission;

/** {@code /admin/expiring}: which certificates end soon, and who has a later one already. */
public final class ExpiringPages implements Door {
    private static final List<Integer> CHOICES = List.of(30, 90, 365);
    private static final int USUAL = 90;
    private static final int MANY = 200;

    private final Pages pages;
    private final Visitors visitors;
    private final ExpiringCertificates expiring;
    private final Clock clock;

    public ExpiringPages(Pages pages, Visitors visitors, ExpiringCertificates expiring, Clock clock) {
        this.pages = pages;
        this.visitors = visitors;
        this.expiring = expiring;
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
        List<Row> rows = expiring.first(days, MANY).stream()
                .map(each -> new Row(
                        CertificateCard.of(each.certificate(), now),
                        each.replaced(),
                        each.certificate().personId()))
                .toList();
        pages.send(
                ctx,
                "admin/expiring",
                session,
                Map.of("rows", rows, "days", days, "choices", CHOICES, "cut", rows.size() == MANY));
    }
}
