package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.People;
import org.signet.ca.access.Session;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.CertificateStore;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;
import org.signet.model.CertificateRecord;
import org.signet.model.Permission;
import org.signet.model.Person;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/** The records of people and certificates. */
public final class RecordPages implements Door {
    private static final int MANY = 200;
    private static final int MAX_QUERY = 100;

    private final Pages pages;
    private final Visitors visitors;
    private final Services services;

    /** What these pages call. */
    public record Services(
            People people, CertificateStore certificates, Authority authority, CertificateCard.Maker cards) {}

    public RecordPages(Pages pages, Visitors visitors, Services services) {
        this.pages = pages;
        this.visitors = visitors;
        this.services = services;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/people", visitors.page(Permission.SEE_RECORDS, this::people));
        routes.get("/admin/people/{id}", visitors.page(Permission.SEE_RECORDS, this::person));
        routes.post("/admin/people/{id}/listed", visitors.form(Permission.DECIDE_REQUEST, this::list));
        routes.get("/admin/certificates", visitors.page(Permission.SEE_RECORDS, this::certificates));
        routes.get("/admin/certificates/{serial}", visitors.page(Permission.SEE_RECORDS, this::certificate));
        routes.get("/admin/certificates/{serial}/pem", visitors.page(Permission.SEE_RECORDS, this::pem));
    }

    private static String query(Context ctx) {
        String query = ctx.queryParam("q");
        return query == null ? "" : Printable.cut(query.strip(), MAX_QUERY);
    }

    private void people(Context ctx, Session session) {
        String query = query(ctx);
        List<Person> found = services.people().search(query, MANY);
        pages.send(ctx, "admin/people", session, Map.of("query", query, "people", found));
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
        ctx.redirect("/admin/people/" + person.id() + "?done", HttpStatus.SEE_OTHER);
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

    private void certificates(Context ctx, Session session) {
        String query = query(ctx);
        List<CertificateCard> found =
                services.cards().of(services.certificates().search(query, MANY));
        pages.send(ctx, "admin/certificates", session, Map.of("query", query, "certificates", found));
    }

    private CertificateCard card(Context ctx) {
        return SerialNumber.parse(ctx.pathParam("serial"))
                .<Optional<CertificateRecord>>fold(services.certificates()::find, refusal -> Optional.empty())
                .map(services.cards()::of)
                .orElseThrow(
                        () -> new RefusedException(
                                RefusalCode.NOT_FOUND,
                                "There is no certificate with this serial number in our records; look it up under Certificates."));
    }

    private void certificate(Context ctx, Session session) {
        CertificateCard card = card(ctx);
        List<Certificate> chain =
                services.authority().issued(card.record()).chain().certificates();
        List<CertificateCard> above = chain.subList(1, chain.size()).stream()
                .map(services.cards()::ofCa)
                .toList();
        String holder = services.people()
                .find(card.record().personId())
                .map(person -> person.name().text())
                .orElse("");
        pages.send(
                ctx,
                "admin/certificate",
                session,
                Map.of("card", card, "above", above, "holder", holder, "done", done(ctx, card, holder)));
    }

    /** What was just done, as far as the record bears it out: the address may be old. */
    private String done(Context ctx, CertificateCard card, String holder) {
        String what = ctx.queryParam("done") != null && card.revokedAt().isPresent()
                ? "revoke.done"
                : ctx.queryParam("done") != null && card.heldSince().isPresent()
                        ? "revoke.held"
                        : ctx.queryParam("released") != null && card.state().equals("active") ? "revoke.released" : "";
        return what.isEmpty() ? "" : pages.words(ctx).t(what, card.subject(), holder);
    }

    private void pem(Context ctx, Session session) {
        CertificateCard card = card(ctx);
        ctx.contentType("application/x-pem-file")
                .header("Content-Disposition", "attachment; filename=\"" + card.serial() + ".pem\"")
                .result(card.certificate().pem().getBytes(StandardCharsets.US_ASCII));
    }
}
