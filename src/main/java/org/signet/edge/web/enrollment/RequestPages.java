package org.signet.edge.web.enrollment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.access.Session;
import org.signet.ca.enrollment.Conversation;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.web.Choices;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Query;
import org.signet.edge.web.Visitors;
import org.signet.edge.web.Words;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** {@code /admin/requests}: the requests and their decision. */
public final class RequestPages implements Door {
    private static final String PATH = "/admin/requests";
    /** What waits comes first. */
    private static final List<EnrollmentState> STATES = List.of(
            EnrollmentState.PROVEN,
            EnrollmentState.REQUESTED,
            EnrollmentState.APPROVED,
            EnrollmentState.ISSUED,
            EnrollmentState.REFUSED,
            EnrollmentState.EXPIRED,
            EnrollmentState.WITHDRAWN);

    private static final List<String> AGES = List.of("1", "7");

    private final Pages pages;
    private final Visitors visitors;
    private final Enrollments enrollments;
    private final Conversation conversation;
    private final Queue queue;

    RequestPages(Pages pages, Visitors visitors, Enrollments enrollments, Conversation conversation, Queue queue) {
        this.pages = pages;
        this.visitors = visitors;
        this.enrollments = enrollments;
        this.conversation = conversation;
        this.queue = queue;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(PATH, visitors.page(Permission.SEE_RECORDS, this::list));
        routes.get(PATH + "/{id}", visitors.page(Permission.SEE_RECORDS, this::show));
        routes.post(PATH + "/{id}/approve", visitors.form(Permission.DECIDE_REQUEST, this::approve));
        routes.post(PATH + "/{id}/ask", visitors.form(Permission.DECIDE_REQUEST, this::ask));
        routes.post(PATH + "/{id}/refuse", visitors.form(Permission.DECIDE_REQUEST, this::refuse));
    }

    private void list(Context ctx, Session session) {
        Queue.Filter filter = filter(ctx);
        List<Enrollment> found = queue.list(filter);
        boolean waiting = filter.state() == EnrollmentState.PROVEN;
        pages.send(
                ctx,
                "admin/requests",
                session,
                Map.of(
                        "state",
                        filter.state(),
                        "choices",
                        choices(pages.words(ctx), filter),
                        "waiting",
                        waiting ? queue.judged(found, session.actor(ctx.ip())) : List.of(),
                        "others",
                        waiting ? List.of() : found));
    }

    private List<Choices> choices(Words words, Queue.Filter filter) {
        Query query = Query.of(PATH)
                .with("state", filter.state().name())
                .with("domain", filter.domain())
                .with(
                        "days",
                        Optional.of(filter.days()).filter(days -> days > 0).map(Object::toString));
        List<Choices> choices = new ArrayList<>();
        choices.add(Choices.of(
                words.t("filter.state"),
                query,
                "state",
                STATES.stream().map(EnrollmentState::name).toList(),
                state -> words.t("request.state." + state),
                false));
        List<String> domains =
                enrollments.rules().domains().keySet().stream().sorted().toList();
        if (domains.size() > 1) {
            choices.add(Choices.of(words.t("filter.domain"), query, "domain", domains, domain -> domain, true));
        }
        choices.add(
                Choices.of(words.t("request.asked"), query, "days", AGES, days -> words.t("queue.days." + days), true));
        return choices;
    }

    private Queue.Filter filter(Context ctx) {
        String domain = Optional.ofNullable(ctx.queryParam("domain"))
                .filter(enrollments.rules().domains()::containsKey)
                .orElse("");
        EnrollmentState state = Arrays.stream(EnrollmentState.values())
                .filter(each -> each.name().equals(ctx.queryParam("state")))
                .findFirst()
                .orElse(EnrollmentState.PROVEN);
        int days = AGES.stream()
                .filter(age -> age.equals(ctx.queryParam("days")))
                .map(Integer::valueOf)
                .findFirst()
                .orElse(0);
        return new Queue.Filter(domain, state, days);
    }

    private void show(Context ctx, Session session) {
        Enrollment enrollment = enrollments
                .find(ctx.pathParam("id"))
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.NOT_FOUND, "There is no such request; it may have been another's."));
        show(ctx, session, enrollment, "");
    }

    private void show(Context ctx, Session session, Enrollment enrollment, String trouble) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("enrollment", enrollment);
        parameters.put("way", Way.of(enrollment));
        parameters.put("remarks", conversation.standing(enrollment).remarks());
        parameters.put("done", done(ctx, enrollment));
        parameters.put("trouble", trouble);
        parameters.put("comment", comment(ctx));
        boolean waits = enrollment.state() == EnrollmentState.PROVEN;
        // While there is something to decide.
        parameters.put("waiting", waits ? queue.judged(enrollment, session.actor(ctx.ip())) : null);
        pages.send(ctx, "admin/request", session, parameters);
    }

    /** After a decision, what was decided; read from the record, so that a link cannot claim what did not happen. */
    private String done(Context ctx, Enrollment enrollment) {
        boolean decided =
                enrollment.state() == EnrollmentState.APPROVED || enrollment.state() == EnrollmentState.REFUSED;
        if (ctx.queryParam("asked") != null && conversation.standing(enrollment).asked()) {
            return pages.words(ctx).t("request.done.asked", enrollment.name().text(), enrollment.address());
        }
        if (ctx.queryParam("done") == null || !decided) {
            return "";
        }
        String key = enrollment.state() == EnrollmentState.APPROVED ? "request.done.approved" : "request.done.refused";
        return pages.words(ctx).t(key, enrollment.name().text(), enrollment.address());
    }

    private void ask(Context ctx, Session session) {
        String id = ctx.pathParam("id");
        conversation
                .ask(id, comment(ctx), session.actor(ctx.ip()))
                .run(
                        asked -> ctx.redirect(PATH + "/" + asked.id() + "?asked", HttpStatus.SEE_OTHER),
                        refusal -> again(ctx, session, refusal));
    }

    /** The page again, with what was typed, where the request still waits. */
    private void again(Context ctx, Session session, Refusal refusal) {
        Optional<Enrollment> waiting = enrollments
                .find(ctx.pathParam("id"))
                .filter(enrollment -> enrollment.state() == EnrollmentState.PROVEN);
        ctx.status(Refusals.status(refusal.code()));
        if (waiting.isPresent()) {
            show(ctx, session, waiting.get(), pages.words(ctx).refusal(refusal));
        } else {
            pages.refused(ctx, refusal, new Action(pages.words(ctx).t("go.requests"), PATH, false));
        }
    }

    private void approve(Context ctx, Session session) {
        decided(ctx, session, enrollments.approve(ctx.pathParam("id"), comment(ctx), session.actor(ctx.ip())));
    }

    private void refuse(Context ctx, Session session) {
        decided(ctx, session, enrollments.refuse(ctx.pathParam("id"), comment(ctx), session.actor(ctx.ip())));
    }

    private static String comment(Context ctx) {
        return Fields.typed(ctx, "comment");
    }

    private void decided(Context ctx, Session session, Outcome<Enrollment> outcome) {
        outcome.run(
                enrollment -> ctx.redirect(PATH + "/" + enrollment.id() + "?done", HttpStatus.SEE_OTHER),
                refusal -> again(ctx, session, refusal));
    }
}
