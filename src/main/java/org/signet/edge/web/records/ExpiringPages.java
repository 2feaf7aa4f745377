package org.signet.edge.web.records;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.signet.ca.access.Session;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.enrollment.RenewalStore;
import org.signet.ca.register.Leaf;
import org.signet.ca.register.Register;
import org.signet.edge.http.Door;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Choices;
import org.signet.edge.web.Leaves;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Query;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.edge.web.chart.WeekChart;
import org.signet.model.CertificateRecord;
import org.signet.model.Permission;
import org.signet.model.SerialNumber;

/** {@code /admin/expiring}: which certificates end soon, who was reminded when, and who has a later one already. */
public final class ExpiringPages implements Door {
    private static final String PATH = "/admin/expiring";
    private static final List<Integer> CHOICES = List.of(7, 30, 90);
    private static final int USUAL = 30;
    private static final int MANY = 50;

    private final Pages pages;
    private final Visitors visitors;
    private final Services services;

    /**
     * What these pages call.
     *
     * @param reminders those sent for a certificate
     */
    public record Services(
            Register register,
            CertificateStore certificates,
            Function<SerialNumber, List<RenewalStore.Reminder>> reminders,
            CertificateCard.Maker cards,
            Clock clock) {}

    public ExpiringPages(Pages pages, Visitors visitors, Services services) {
        this.pages = pages;
        this.visitors = visitors;
        this.services = services;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_RECORDS, this::show));
    }

    /**
     * @param person number of the holder
     * @param newer the certificate in its place; empty if none serves all that this one does
     * @param reminders in the order in which they were sent
     */
    public record Row(
            CertificateCard card, long person, Optional<SerialNumber> newer, List<RenewalStore.Reminder> reminders) {}

    private void show(Context ctx, Session session) {
        int days = CHOICES.stream()
                .filter(choice -> choice.toString().equals(ctx.queryParam("days")))
                .findFirst()
                .orElse(USUAL);
        Leaf<CertificateRecord> leaf = services.register().ending(days, Leaves.at(ctx), MANY);
        Query query = Query.of(PATH).with("days", Integer.toString(days));
        Words words = pages.words(ctx);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("rows", leaf.entries().stream().map(this::row).toList());
        parameters.put("days", days);
        parameters.put("leaves", Leaves.of(leaf, query));
        parameters.put(
                "choices",
                List.of(Choices.of(
                        words.t("expiring.within"),
                        query,
                        "days",
                        CHOICES.stream().map(Object::toString).toList(),
                        each -> words.t("expiring.days", each),
                        false)));
        parameters.put(
                "chart",
                new WeekChart(services.register().weeks(), services.clock().instant()));
        pages.send(ctx, "admin/expiring", session, parameters);
    }

    private Row row(CertificateRecord certificate) {
        List<CertificateRecord> theirs = services.certificates().ofPerson(certificate.personId());
        boolean replaced = certificate.replacedBy(theirs, services.clock().instant());
        Optional<SerialNumber> newer = theirs.stream()
                .filter(other -> replaced && other.usableAt(services.clock().instant()))
                .max(Comparator.comparing(other -> other.validity().notAfter()))
                .map(CertificateRecord::serial);
        List<RenewalStore.Reminder> reminders = services.reminders().apply(certificate.serial()).stream()
                .sorted(Comparator.comparing(RenewalStore.Reminder::sent))
                .toList();
        return new Row(services.cards().of(certificate), certificate.personId(), newer, reminders);
    }
}
