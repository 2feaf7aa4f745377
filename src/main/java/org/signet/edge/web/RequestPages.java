package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.Preview;
import org.signet.ca.enrollment.Previews;
import org.signet.edge.http.Door;
import org.signet.edge.web.Pages.Action;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** {@code /admin/requests}: the requests and their decision. */
public final class RequestPages implements Door {
    private static final int MANY = 100;

    private final Pages pages;
    private final Visitors visitors;
    private final Enrollments enrollments;
    private final Previews previews;

    public RequestPages(Pages pages, Visitors visitors, Enrollments enrollments, Previews previews) {
        this.pages = pages;
        this.visitors = visitors;
        this.enrollments = enrollments;
        this.previews = previews;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/requests", visitors.page(Permission.SEE_RECORDS, this::list));
        routes.get("/admin/requests/{id}", visitors.page(Permission.SEE_RECORDS, this::show));
        routes.post("/admin/requests/{id}/approve", visitors.form(Permission.DECIDE_REQUEST, this::approve));
        routes.post("/admin/requests/{id}/refuse", visitors.form(Permission.DECIDE_REQUEST, this::refuse));
    }

    private void list(Context ctx, Session session) {
        pages.send(
                ctx,
                "admin/requests",
                session,
                Map.of("waiting", enrollments.waiting(MANY), "latest", enrollments.latest(MANY)));
    }

    private void show(Context ctx, Session session) {
        Enrollment enrollment = enrollments
                .find(ctx.pathParam("id"))
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_FOUND, "There is no such request; it may have been another's."));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("enrollment", enrollment);
        parameters.put("done", done(ctx, enrollment));
        parameters.put("preview", preview(enrollment));
        pages.send(ctx, "admin/request", session, parameters);
    }

    /** While there is something to decide; null otherwise. */
    private Outcome<Preview> preview(Enrollment enrollment) {
        return enrollment.state() == EnrollmentState.PROVEN ? previews.of(enrollment) : null;
    }

    /** After a decision, what was decided; read from the record, so that a link cannot claim what did not happen. */
    private String done(Context ctx, Enrollment enrollment) {
        boolean decided =
                enrollment.state() == EnrollmentState.APPROVED || enrollment.state() == EnrollmentState.REFUSED;
        if (ctx.queryParam("done") == null || !decided) {
            return "";
        }
        String key = enrollment.state() == EnrollmentState.APPROVED ? "request.done.approved" : "request.done.refused";
        return pages.words(ctx).t(key, enrollment.name().text(), enrollment.address());
    }

    private void approve(Context ctx, Session session) {
        decided(ctx, enrollments.approve(ctx.pathParam("id"), comment(ctx), session.actor(ctx.ip())));
    }

    private void refuse(Context ctx, Session session) {
        decided(ctx, enrollments.refuse(ctx.pathParam("id"), comment(ctx), session.actor(ctx.ip())));
    }

    private static String comment(Context ctx) {
        String comment = ctx.formParam("comment");
        return comment == null ? "" : comment;
    }

    private void decided(Context ctx, Outcome<Enrollment> outcome) {
        outcome.run(
                enrollment -> ctx.redirect("/admin/requests/" + enrollment.id() + "?done", HttpStatus.SEE_OTHER),
                refusal -> pages.refused(
                        ctx, refusal, new Action(pages.words(ctx).t("go.requests"), "/admin/requests", false)));
    }
}
