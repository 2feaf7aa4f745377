package org.signet.edge.web.enrollment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.Session;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Enrollments;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.edge.web.enrollment.Queue.Waiting;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * {@code /admin/approvals}: several requests at once. The first look names whom it is about; then each is decided by itself, so
 * that one which somebody else decided meanwhile holds up no other.
 */
public final class ApprovalPages implements Door {
    private final Pages pages;
    private final Visitors visitors;
    private final Enrollments enrollments;
    private final Queue queue;

    ApprovalPages(Pages pages, Visitors visitors, Enrollments enrollments, Queue queue) {
        this.pages = pages;
        this.visitors = visitors;
        this.enrollments = enrollments;
        this.queue = queue;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/admin/approvals", visitors.page(Permission.DECIDE_REQUEST, this::confirm));
        routes.post("/admin/approvals", visitors.form(Permission.DECIDE_REQUEST, this::approve));
    }

    /** What became of one of them; empty where it was approved. */
    public record Result(Enrollment enrollment, Optional<String> trouble) {}

    private List<Enrollment> chosen(List<String> ids) {
        return ids.stream()
                .distinct()
                .limit(Queue.MOST)
                .flatMap(id -> enrollments.find(id).stream())
                .toList();
    }

    private void confirm(Context ctx, Session session) {
        List<Waiting> waiting = queue.judged(chosen(ctx.queryParams("id")), session.actor(ctx.ip()));
        if (waiting.isEmpty()) {
            nothing(ctx);
            return;
        }
        pages.send(
                ctx,
                "admin/approvals",
                session,
                Map.of(
                        "ready", waiting.stream().filter(Waiting::isApprovable).toList(),
                        "left",
                                waiting.stream()
                                        .filter(each -> !each.isApprovable())
                                        .toList()));
    }

    private void nothing(Context ctx) {
        Words words = pages.words(ctx);
        Refusal refusal = new Refusal(RefusalCode.BAD_INPUT, "Choose at least one request that is still there.");
        ctx.status(Refusals.status(refusal.code()));
        pages.refused(ctx, refusal, new Action(words.t("go.requests"), "/admin/requests", false));
    }

    private void approve(Context ctx, Session session) {
        List<Enrollment> chosen = chosen(ctx.formParams("id"));
        if (chosen.isEmpty()) {
            nothing(ctx);
            return;
        }
        List<Result> results = new ArrayList<>();
        for (Enrollment enrollment : chosen) {
            results.add(approve(ctx, session, enrollment));
        }
        pages.send(ctx, "admin/approved", session, Map.of("results", results));
    }

    private Result approve(Context ctx, Session session, Enrollment enrollment) {
        Waiting waiting = queue.judged(enrollment, session.actor(ctx.ip()));
        // What the linter would refuse later is not let through among others; on its own page it is read first.
        boolean grave = waiting.own().isEmpty()
                && !waiting.enrollment().state().isOver()
                && waiting.first()
                        .filter(finding -> finding.severity() == org.signet.model.Severity.ERROR)
                        .isPresent();
        Outcome<Enrollment> outcome = grave
                ? Outcome.refused(
                        RefusalCode.LINT, waiting.first().orElseThrow().message())
                : enrollments.approve(enrollment.id(), Fields.typed(ctx, "comment"), session.actor(ctx.ip()));
        return outcome.fold(
                done -> new Result(done, Optional.empty()),
                refusal -> new Result(
                        enrollments.find(enrollment.id()).orElse(enrollment),
                        Optional.of(pages.words(ctx).refusal(refusal))));
    }
}
