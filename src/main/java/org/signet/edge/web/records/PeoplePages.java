package org.signet.edge.web.records;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.People;
import org.signet.ca.access.Session;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.register.Leaf;
import org.signet.ca.register.Register;
import org.signet.edge.http.Door;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Leaves;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Query;
import org.signet.edge.web.Visitors;
import org.signet.model.Permission;
import org.signet.model.Person;
import org.signet.model.Printable;

/** {@code /admin/people}: who has certificates, by name, and each of them with what is theirs. */
public final class PeoplePages implements Door {
    private static final String PATH = "/admin/people";
    private static final int MANY = 100;
    private static final int MAX_QUERY = 100;

    private final Pages pages;
    private final Visitors visitors;
    private final Services services;

    /** What these pages call. */
    public record Services(
            People people, Register register, CertificateStore certificates, CertificateCard.Maker cards) {}

    public PeoplePages(Pages pages, Visitors visitors, Services services) {
        this.pages = pages;
        this.visitors = visitors;
        this.services = services;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_RECORDS, this::people));
        routes.get(PATH + "/{id}", visitors.page(Permission.SEE_RECORDS, this::person));
        routes.post(PATH + "/{id}/listed", visitors.form(Permission.DECIDE_REQUEST, this::list));
    }

    private void people(Context ctx, Session session) {
        String text = Query.given(ctx, "q")
                .map(given -> Printable.cut(given, MAX_QUERY))
                .orElse("");
        Leaf<Person> leaf = services.register().people(text, Leaves.at(ctx), MANY);
        Query query = Query.of(PATH).with("q", text);
        pages.send(
                ctx,
                "admin/people",
                session,
                Map.of("query", text, "people", leaf.entries(), "leaves", Leaves.of(leaf, query)));
    }

    private Person holder(Context ctx) {
        return Optional.of(ctx.pathParam("id"))
                .filter(text -> text.matches("\\d{1,18}"))
                .flatMap(text -> services.people().find(Long.parseLong(text)))
                .orElseThrow(NotFoundResponse::new);
    }

    private void list(Context ctx, Session session) {
        Person person = holder(ctx);
        services.people().setListed(person, "yes".equals(ctx.formParam("listed")), session.actor(ctx.ip()));
        ctx.redirect(PATH + "/" + person.id() + "?done", HttpStatus.SEE_OTHER);
    }

    private void person(Context ctx, Session session) {
        Person person = holder(ctx);
        List<CertificateCard> cards =
                services.cards().of(services.certificates().ofPerson(person.id()));
        boolean allRevoked = ctx.queryParam("revoked") != null
                && cards.stream().allMatch(card -> card.revokedAt().isPresent());
        String what = allRevoked
                ? "person.done.revoked"
                : ctx.queryParam("done") == null ? "" : person.listed() ? "person.done.listed" : "person.done.unlisted";
        String done =
                what.isEmpty() ? "" : pages.words(ctx).t(what, person.name().text());
        pages.send(ctx, "admin/person", session, Map.of("person", person, "certificates", cards, "done", done));
    }
}
