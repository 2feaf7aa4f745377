package org.signet.edge.web.revocation;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.People;
import org.signet.ca.access.Session;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.Revocation;
import org.signet.edge.http.Door;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Visitors;
import org.signet.model.CertificateRecord;
import org.signet.model.Permission;
import org.signet.model.Person;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** Where officers revoke, hold and release: one certificate, or all that a leaver has. */
public final class OfficerPages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final Revocation revocation;
    private final CertificateStore certificates;
    private final People people;
    private final CertificateCard.Maker cards;
    private final Clock clock;

    public OfficerPages(
            Pages pages,
            Visitors visitors,
            Revocation revocation,
            CertificateStore certificates,
            People people,
            CertificateCard.Maker cards,
            Clock clock) {
        this.pages = pages;
        this.visitors = visitors;
        this.revocation = revocation;
        this.certificates = certificates;
        this.people = people;
        this.cards = cards;
        this.clock = clock;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(
                "/admin/certificates/{serial}/revoke",
                visitors.sensitivePage(Permission.REVOKE_CERTIFICATE, this::ask));
        routes.post(
                "/admin/certificates/{serial}/revoke", visitors.sensitive(Permission.REVOKE_CERTIFICATE, this::revoke));
        routes.post(
                "/admin/certificates/{serial}/release", visitors.form(Permission.REVOKE_CERTIFICATE, this::release));
        routes.get("/admin/people/{id}/revoke", visitors.sensitivePage(Permission.REVOKE_CERTIFICATE, this::askAll));
        routes.post("/admin/people/{id}/revoke", visitors.sensitive(Permission.REVOKE_CERTIFICATE, this::revokeAll));
    }

    private CertificateRecord certificate(Context ctx) {
        return SerialNumber.parse(ctx.pathParam("serial"))
                .<Optional<CertificateRecord>>fold(certificates::find, refusal -> Optional.empty())
                .orElseThrow(
                        () -> new RefusedException(
                                RefusalCode.NOT_FOUND,
                                "There is no certificate with this serial number in our records; look it up under Certificates."));
    }

    /** A hold only where it may be, and where there is none yet. */
    private static List<RevocationReason> reasons(List<CertificateRecord> which) {
        boolean holds = which.stream()
                .allMatch(certificate -> Revocation.mayBeHeld(certificate)
                        && certificate.status().isActive());
        return Arrays.stream(RevocationReason.values())
                .filter(Revocation.REASONS::contains)
                .filter(reason -> holds || reason != RevocationReason.CERTIFICATE_HOLD)
                .toList();
    }

    private void ask(Context ctx, Session session) {
        ask(ctx, session, certificate(ctx), Form.empty(clock.instant()), "");
    }

    private void ask(Context ctx, Session session, CertificateRecord certificate, Form form, String error) {
        Map<String, Object> shown = Map.of(
                "card", cards.of(certificate), "reasons", reasons(List.of(certificate)), "form", form, "error", error);
        pages.send(ctx, "admin/revoke", session, shown);
    }

    private void revoke(Context ctx, Session session) {
        CertificateRecord certificate = certificate(ctx);
        Form form = Form.of(ctx, clock.instant());
        String error = form.error(reasons(List.of(certificate)), pages.words(ctx));
        if (!error.isEmpty()) {
            ctx.status(422);
            ask(ctx, session, certificate, form, error);
            return;
        }
        revocation
                .revoke(certificate.serial(), form.grounds(), session.actor(ctx.ip()))
                .run(
                        revoked -> ctx.redirect(path(certificate) + "?done", HttpStatus.SEE_OTHER),
                        refusal -> pages.refused(ctx, refusal, toCertificate(ctx, certificate)));
    }

    private static String path(CertificateRecord certificate) {
        return "/admin/certificates/" + certificate.serial();
    }

    private Action toCertificate(Context ctx, CertificateRecord certificate) {
        return new Action(pages.words(ctx).t("go.certificate"), path(certificate), false);
    }

    private void release(Context ctx, Session session) {
        CertificateRecord certificate = certificate(ctx);
        if (ctx.formParam("confirmed") == null) {
            ctx.status(422);
            pages.state(
                    ctx,
                    new Pages.State(
                            "warn",
                            pages.words(ctx).t("refused.title"),
                            pages.words(ctx).t("revoke.confirm-first"),
                            toCertificate(ctx, certificate)));
            return;
        }
        revocation
                .release(certificate.serial(), session.actor(ctx.ip()))
                .run(
                        released -> ctx.redirect(path(certificate) + "?released", HttpStatus.SEE_OTHER),
                        refusal -> pages.refused(ctx, refusal, toCertificate(ctx, certificate)));
    }

    private Person person(Context ctx) {
        return Optional.of(ctx.pathParam("id"))
                .filter(text -> text.matches("\\d{1,18}"))
                .flatMap(text -> people.find(Long.parseLong(text)))
                .orElseThrow(NotFoundResponse::new);
    }

    private List<CertificateRecord> left(Person person) {
        return certificates.ofPerson(person.id()).stream()
                .filter(certificate -> !certificate.status().isRevoked())
                .toList();
    }

    private void askAll(Context ctx, Session session) {
        Person person = person(ctx);
        askAll(ctx, session, person, left(person), Form.empty(clock.instant()), "");
    }

    private void askAll(
            Context ctx, Session session, Person person, List<CertificateRecord> left, Form form, String error) {
        Map<String, Object> shown = Map.of(
                "person", person, "cards", cards.of(left), "reasons", reasons(left), "form", form, "error", error);
        pages.send(ctx, "admin/revoke-all", session, shown);
    }

    private void revokeAll(Context ctx, Session session) {
        Person person = person(ctx);
        List<CertificateRecord> left = left(person);
        Form form = Form.of(ctx, clock.instant());
        String error = form.error(reasons(left), pages.words(ctx));
        if (!error.isEmpty()) {
            ctx.status(422);
            askAll(ctx, session, person, left, form, error);
            return;
        }
        String path = "/admin/people/" + person.id();
        revocation
                .revokeAll(person.id(), form.grounds(), session.actor(ctx.ip()))
                .run(
                        revoked -> ctx.redirect(path + "?revoked=" + revoked.size(), HttpStatus.SEE_OTHER),
                        refusal -> pages.refused(
                                ctx, refusal, new Action(pages.words(ctx).t("go.person"), path, false)));
    }
}
