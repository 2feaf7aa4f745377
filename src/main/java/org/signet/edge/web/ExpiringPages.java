package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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
    private final CertificateCard.Maker cards;

    public ExpiringPages(Pages pages, Visitors visitors, ExpiringCertificates expiring, CertificateCard.Maker cards) {
        this.pages = pages;
        this.visitors = visitors;
        this.expiring = expiring;
        this.cards = cards;
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
        List<Row> rows = expiring.first(days, MANY).stream()
                .map(each -> new Row(
                        cards.of(each.certificate()),
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
