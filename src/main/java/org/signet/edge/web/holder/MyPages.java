package org.signet.edge.web.holder;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.holder.HolderSession;
import org.signet.ca.access.holder.HolderSignIn;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.enrollment.Conversation;
import org.signet.ca.enrollment.Conversation.Standing;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.Reminders;
import org.signet.ca.revocation.RevocationLinks;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.web.CertificateCard;
import org.signet.edge.web.Fields;
import org.signet.edge.web.FrontEnd;
import org.signet.edge.web.Pages;
import org.signet.edge.web.enrollment.MailClients;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/**
 * {@code /my}: what names the mailbox that somebody proved to read, and what can be done with it. What the same person has for
 * another mailbox stays out of sight: a mailbox may have come to another reader, and proves no person.
 */
public final class MyPages implements Door {
    private final Pages pages;
    private final Readers readers;
    private final Services services;
    private final CertificateCard.Maker cards;
    private final SignInByMailPages signingIn;
    private final RateLimit limit;

    /** What these pages call. */
    public record Services(
            HolderSignIn signIn,
            CertificateStore certificates,
            Enrollments enrollments,
            Conversation conversation,
            Reminders reminders,
            RevocationLinks revocation,
            RateLimits limits,
            Clock clock) {}

    /** @param url where people reach the pages */
    public MyPages(FrontEnd front, String url, Services services) {
        this.pages = front.pages();
        this.cards = front.cards();
        this.services = services;
        this.readers = new Readers(services.signIn(), url.startsWith("https:"));
        // A whole office may come from one address.
        // It mails links, and revokes; a whole office may come from one address.
        this.limit = services.limits().shared("my", 30, Duration.ofSeconds(10));
        this.signingIn = new SignInByMailPages(pages, services.signIn(), readers, limit);
    }

    @Override
    public void open(RoutesConfig routes) {
        signingIn.open(routes);
        routes.get(
                "/my",
                ctx -> readers.session(ctx)
                        .ifPresentOrElse(session -> show(ctx, session, ""), () -> signingIn.form(ctx, "", "")));
        routes.get("/my/certificates/{file}", this::download);
        routes.post("/my/renew", this::renew);
        routes.post("/my/revoke", this::revoke);
        routes.post("/my/requests/{id}/withdraw", this::withdraw);
    }

    private List<CertificateRecord> own(EmailAddress address) {
        return services.certificates().naming(address).stream()
                .filter(certificate -> certificate.personId() != 0)
                .toList();
    }

    private void show(Context ctx, HolderSession session, String trouble) {
        List<CertificateRecord> own = own(session.address());
        List<CertificateCard> all = cards.of(own).stream()
                .sorted(Comparator.comparing(card -> card.record().use()))
                .toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("session", session);
        parameters.put("live", all.stream().filter(MyPages::isLive).toList());
        parameters.put("past", all.stream().filter(card -> !isLive(card)).toList());
        parameters.put(
                "renewable",
                own.stream()
                        .filter(certificate -> services.reminders().mayRenew(certificate, session.address()))
                        .map(certificate -> certificate.serial().hex())
                        .toList());
        parameters.put("requests", open(session.address()));
        parameters.put("clients", MailClients.of(ctx.userAgent()));
        parameters.put("trouble", trouble);
        parameters.put("done", ctx.queryParam("mailed") != null);
        pages.send(ctx, "my", parameters);
    }

    private static boolean isLive(CertificateCard card) {
        return card.state().equals("active")
                || card.state().equals("held")
                || card.state().equals("early");
    }

    /** What is under way for that mailbox, and what ended lately. */
    private List<Standing> open(EmailAddress address) {
        var lately = services.clock().instant().minus(Duration.ofDays(30));
        return services.enrollments().of(address).stream()
                // What was issued is told of by its certificate.
                .filter(enrollment -> enrollment.state() != EnrollmentState.ISSUED)
                .filter(enrollment ->
                        !enrollment.state().isOver() || enrollment.requested().isAfter(lately))
                .map(services.conversation()::standing)
                .toList();
    }

    /** One of those that name the mailbox; of others nothing is told. */
    private CertificateRecord chosen(HolderSession session, String serial) {
        return SerialNumber.parse(serial)
                .<Optional<SerialNumber>>fold(Optional::of, refusal -> Optional.empty())
                .flatMap(number -> own(session.address()).stream()
                        .filter(certificate -> certificate.serial().equals(number))
                        .findFirst())
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_FOUND, "No certificate with that serial number names your mailbox."));
    }

    /** {@code SERIAL.pem} or, in DER, {@code SERIAL.cer}. */
    private void download(Context ctx) {
        HolderSession session = readers.known(ctx);
        String file = ctx.pathParam("file");
        boolean pem = file.endsWith(".pem");
        if (!pem && !file.endsWith(".cer")) {
            throw new NotFoundResponse();
        }
        CertificateCard card = cards.of(chosen(session, file.substring(0, file.length() - 4)));
        ctx.contentType(pem ? "application/x-pem-file" : "application/pkix-cert")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + card.serial() + (pem ? ".pem" : ".cer") + "\"")
                .result(
                        pem
                                ? card.certificate().pem().getBytes(StandardCharsets.US_ASCII)
                                : card.record().der().toArray());
    }

    private void renew(Context ctx) {
        HolderSession session = readers.ownForm(ctx);
        limit.demand(ctx);
        CertificateRecord certificate = chosen(session, Fields.typed(ctx, "serial"));
        services.reminders()
                .renew(certificate.serial(), session.address(), ctx.ip())
                .run(
                        link -> ctx.redirect(
                                link.map(secret -> "/enroll/key/" + secret.text())
                                        .orElse("/my?mailed"),
                                HttpStatus.SEE_OTHER),
                        refusal -> refused(ctx, session, refusal));
    }

    private void revoke(Context ctx) {
        HolderSession session = readers.ownForm(ctx);
        limit.demand(ctx);
        OneTimeSecret link =
                services.revocation().open(session.address(), pages.words(ctx).language());
        ctx.redirect("/revoke/" + link.text(), HttpStatus.SEE_OTHER);
    }

    private void withdraw(Context ctx) {
        HolderSession session = readers.ownForm(ctx);
        limit.demand(ctx);
        services.conversation()
                .withdraw(ctx.pathParam("id"), session.address(), ctx.ip())
                .run(done -> ctx.redirect("/my", HttpStatus.SEE_OTHER), refusal -> refused(ctx, session, refusal));
    }

    private void refused(Context ctx, HolderSession session, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        show(ctx, session, pages.words(ctx).refusal(refusal));
    }
}
