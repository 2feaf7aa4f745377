package org.signet.edge.web.enrollment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.access.Session;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.Invitations;
import org.signet.ca.enrollment.Invitations.Guest;
import org.signet.ca.enrollment.Invitations.Invited;
import org.signet.ca.enrollment.Invitations.Standing;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Visitors;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.PersonName;
import org.signet.model.Refusal;

/** {@code /admin/invite}: one person whom an officer vouches for; the form for a table stands below. */
final class InvitePages implements Door {
    private static final List<String> FIELDS =
            List.of("address", "name", "given-name", "surname", "pseudonym", "pair", "language");

    private final Pages pages;
    private final Visitors visitors;
    private final Invitations invitations;
    private final Enrollments enrollments;

    InvitePages(Pages pages, Visitors visitors, Invitations invitations, Enrollments enrollments) {
        this.pages = pages;
        this.visitors = visitors;
        this.invitations = invitations;
        this.enrollments = enrollments;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/invite", visitors.page(Permission.ISSUE_CERTIFICATE, this::form));
        routes.post("/admin/invite", visitors.form(Permission.ISSUE_CERTIFICATE, this::invite));
    }

    private void form(Context ctx, Session session) {
        form(ctx, session, Map.of("language", pages.words(ctx).language()), "");
    }

    private void form(Context ctx, Session session, Map<String, String> typed, String error) {
        String done = Optional.ofNullable(ctx.queryParam("done"))
                .flatMap(enrollments::find)
                .map(sent -> pages.words(ctx).t("invite.done", sent.address()))
                .orElse("");
        pages.send(
                ctx,
                "admin/invite",
                session,
                Map.of(
                        "typed", typed,
                        "error", error,
                        "done", done,
                        "parts", enrollments.rules().nameParts(),
                        "languages", pages.languages()));
    }

    private void invite(Context ctx, Session session) {
        Map<String, String> typed = FIELDS.stream()
                .collect(Collectors.toMap(
                        field -> field,
                        field -> Optional.ofNullable(ctx.formParam(field)).orElse("")));
        guest(typed)
                .run(
                        guest -> invitations
                                .standing(guest.address())
                                .ifPresentOrElse(
                                        standing -> known(ctx, session, typed, guest, standing),
                                        () -> invite(ctx, session, typed, guest)),
                        refusal -> refused(ctx, session, typed, refusal));
    }

    private void invite(Context ctx, Session session, Map<String, String> typed, Guest guest) {
        invitations
                .invite(guest, session.actor(ctx.ip()))
                .run(sent -> sent(ctx, sent), refusal -> refused(ctx, session, typed, refusal));
    }

    private void known(Context ctx, Session session, Map<String, String> typed, Guest guest, Standing standing) {
        ctx.status(HttpStatus.CONFLICT);
        form(ctx, session, typed, pages.words(ctx).t("invite.standing." + standing.name(), guest.address()));
    }

    private void sent(Context ctx, Invited sent) {
        ctx.redirect("/admin/invite?done=" + sent.enrollment().id(), HttpStatus.SEE_OTHER);
    }

    private void refused(Context ctx, Session session, Map<String, String> typed, Refusal refusal) {
        ctx.status(Refusals.status(refusal.code()));
        form(ctx, session, typed, pages.words(ctx).refusal(refusal));
    }

    private Outcome<Guest> guest(Map<String, String> typed) {
        return EnrollPages.addresses(typed.get("address"))
                .then(addresses -> name(typed)
                        .map(name -> new Guest(
                                addresses, name, !typed.get("pair").isEmpty(), pages.language(typed.get("language")))));
    }

    private static Outcome<Optional<PersonName>> name(Map<String, String> typed) {
        List<String> parts = Stream.of("name", "given-name", "surname", "pseudonym")
                .map(typed::get)
                .toList();
        return parts.stream().allMatch(String::isBlank)
                ? Outcome.ok(Optional.empty())
                : PersonName.parse(parts.get(0), parts.get(1), parts.get(2), parts.get(3))
                        .map(Optional::of);
    }
}
