package org.signet.edge.web.records;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.CertificateRecord;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/** {@code /admin/certificates/SERIAL}: one certificate. */
public final class CertificatePages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final Services services;

    /** What these pages call. */
    public record Services(
            People people, CertificateStore certificates, Authority authority, CertificateCard.Maker cards) {}

    public CertificatePages(Pages pages, Visitors visitors, Services services) {
        this.pages = pages;
        this.visitors = visitors;
        this.services = services;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/certificates/{serial}", visitors.page(Permission.SEE_RECORDS, this::certificate));
        routes.get("/admin/certificates/{serial}/pem", visitors.page(Permission.SEE_RECORDS, this::pem));
    }

    private CertificateCard card(Context ctx) {
        CertificateStore certificates = services.certificates();
        Outcome<SerialNumber> serial = SerialNumber.parse(ctx.pathParam("serial"));
        return serial.<Optional<CertificateRecord>>fold(certificates::find, refusal -> Optional.empty())
                .map(services.cards()::of)
                .orElseThrow(() -> new RefusedException(serial.fold(
                        certificates::absent, refusal -> new Refusal(RefusalCode.NOT_FOUND, refusal.detail()))));
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
