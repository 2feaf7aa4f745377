package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.People;
import org.signet.ca.access.Session;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;
import org.signet.edge.web.Pages.Action;
import org.signet.model.CertificateRecord;
import org.signet.model.Permission;
import org.signet.model.Person;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** The records of people and certificates, and the form that revokes one. */
public final class RecordPages implements Door {
    private static final int MANY = 200;
    private static final int MAX_QUERY = 100;
    private static final List<RevocationReason> REASONS = Arrays.stream(RevocationReason.values())
            .filter(Revocation.HOLDERS_REASONS::contains)
            .toList();

    private final Pages pages;
    private final Visitors visitors;
    private final Services services;

    /**
     * What these pages call.
     *
     * @param publishCrls run after every revocation; it must not throw for a key that is not at hand
     */
    public record Services(
            People people,
            CertificateStore certificates,
            Authority authority,
            Revocation revocation,
            Runnable publishCrls,
            Clock clock) {}

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
        routes.get("/admin/certificates/{serial}/revoke", visitors.page(Permission.REVOKE_CERTIFICATE, this::ask));
        routes.post("/admin/certificates/{serial}/revoke", visitors.form(Permission.REVOKE_CERTIFICATE, this::revoke));
    }

    private static String query(Context ctx) {
        String query = ctx.queryParam("q");
        return query == null
                ? ""
                : query.strip().substring(0, Math.min(MAX_QUERY, query.strip().length()));
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
        List<CertificateCard> cards = cards(services.certificates().ofPerson(person.id()));
        String done = ctx.queryParam("done") == null
                ? ""
                : pages.words(ctx)
                        .t(
                                person.listed() ? "person.done.listed" : "person.done.unlisted",
                                person.name().text());
        pages.send(ctx, "admin/person", session, Map.of("person", person, "certificates", cards, "done", done));
    }

    private List<CertificateCard> cards(List<CertificateRecord> records) {
        return records.stream()
                .map(record -> CertificateCard.of(record, services.clock().instant()))
                .toList();
    }

    private void certificates(Context ctx, Session session) {
        String query = query(ctx);
        List<CertificateCard> found = cards(services.certificates().search(query, MANY));
        pages.send(ctx, "admin/certificates", session, Map.of("query", query, "certificates", found));
    }

    private CertificateCard card(Context ctx) {
        return SerialNumber.parse(ctx.pathParam("serial"))
                .<Optional<CertificateRecord>>fold(services.certificates()::find, refusal -> Optional.empty())
                .map(record -> CertificateCard.of(record, services.clock().instant()))
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_FOUND, "There is no certificate with this serial number in our records."));
    }

    private void certificate(Context ctx, Session session) {
        CertificateCard card = card(ctx);
        List<Certificate> chain =
                services.authority().issued(card.record()).chain().certificates();
        List<CertificateCard> above = chain.subList(1, chain.size()).stream()
                .map(issuer -> CertificateCard.ofIssuer(issuer, services.clock().instant()))
                .toList();
        String holder = services.people()
                .find(card.record().personId())
                .map(person -> person.name().text())
                .orElse("");
        boolean revoked = ctx.queryParam("done") != null && card.revokedAt().isPresent();
        String done = revoked ? pages.words(ctx).t("revoke.done", card.subject(), holder) : "";
        pages.send(
                ctx,
                "admin/certificate",
                session,
                Map.of("card", card, "above", above, "holder", holder, "done", done));
    }

    private void pem(Context ctx, Session session) {
        CertificateCard card = card(ctx);
        ctx.contentType("application/x-pem-file")
                .header("Content-Disposition", "attachment; filename=\"" + card.serial() + ".pem\"")
                .result(card.certificate().pem().getBytes(StandardCharsets.US_ASCII));
    }

    private void ask(Context ctx, Session session) {
        ask(ctx, session, card(ctx), "");
    }

    private void ask(Context ctx, Session session, CertificateCard card, String error) {
        pages.send(ctx, "admin/revoke", session, Map.of("card", card, "reasons", REASONS, "error", error));
    }

    private void revoke(Context ctx, Session session) {
        CertificateCard card = card(ctx);
        Words words = pages.words(ctx);
        Optional<RevocationReason> reason =
                Optional.ofNullable(ctx.formParam("reason")).flatMap(RevocationReason::ofText);
        if (reason.isEmpty() || ctx.formParam("confirmed") == null) {
            ctx.status(422);
            ask(ctx, session, card, words.t(reason.isEmpty() ? "revoke.choose" : "revoke.confirm-first"));
            return;
        }
        String path = "/admin/certificates/" + card.serial();
        services.revocation()
                .revoke(card.record().serial(), Revocation.Grounds.of(reason.get()), session.actor(ctx.ip()))
                .run(
                        revoked -> {
                            services.publishCrls().run();
                            ctx.redirect(path + "?done", HttpStatus.SEE_OTHER);
                        },
                        refusal -> pages.refused(ctx, refusal, new Action(words.t("go.certificate"), path, false)));
    }
}
