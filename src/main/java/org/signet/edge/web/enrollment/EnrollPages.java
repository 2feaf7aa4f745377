package org.signet.edge.web.enrollment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.Enrollments;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Pages.Action;
import org.signet.edge.web.Pages.State;
import org.signet.edge.web.Words;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** From "Get my certificate" to the proven mailbox: {@code /enroll} and {@code /enroll/proof/…}. */
public final class EnrollPages implements Door {
    private static final List<String> FIELDS = List.of("address", "more", "name", "given-name", "surname", "pseudonym");
    private static final Set<RefusalCode> OF_ADDRESS = Set.of(
            RefusalCode.BAD_ADDRESS,
            RefusalCode.BAD_INPUT,
            RefusalCode.FOREIGN_DOMAIN,
            RefusalCode.DOMAIN_CLOSED,
            RefusalCode.TOO_MANY);

    private final Pages pages;
    private final Enrollments enrollments;
    private final RequesterPages requester;
    private final RateLimit limit;

    /**
     * @param requester the page that a proof link opens once it was used
     * @param limit how often one client may send the form, or press the button behind a proof
     */
    public EnrollPages(Pages pages, Enrollments enrollments, RequesterPages requester, RateLimit limit) {
        this.pages = pages;
        this.enrollments = enrollments;
        this.requester = requester;
        this.limit = limit;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/enroll", ctx -> form(ctx, new Form(Map.of(), "", "", "")));
        routes.post("/enroll", this::request);
        routes.get("/enroll/proof/{token}", this::look);
        routes.post("/enroll/proof/{token}", this::prove);
    }

    /**
     * What was typed, by field, and what is wrong with it; empty strings where nothing is.
     *
     * @param nameError of whichever fields ask for the name
     * @param moreError of the further addresses
     */
    public record Form(Map<String, String> typed, String nameError, String addressError, String moreError) {
        public String value(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    private void form(Context ctx, Form form) {
        pages.send(ctx, "enroll", Map.of("form", form, "rules", enrollments.rules()));
    }

    private void request(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        Map<String, String> typed = Fields.typed(ctx, FIELDS);
        Words words = pages.words(ctx);
        Outcome<PersonName> name = PersonName.parse(
                typed.get("name"), typed.get("given-name"), typed.get("surname"), typed.get("pseudonym"));
        Outcome<EmailAddress> address = EmailAddress.parse(typed.get("address"));
        Outcome<List<EmailAddress>> more = more(typed.get("more"));
        if (!name.isOk() || !address.isOk() || !more.isOk()) {
            ctx.status(422);
            form(ctx, new Form(typed, error(name, words), error(address, words), error(more, words)));
            return;
        }
        List<EmailAddress> addresses = new ArrayList<>(List.of(address.orThrow()));
        addresses.addAll(more.orThrow());
        Enrollments.Request request =
                new Enrollments.Request(addresses, name.orThrow(), false, Channel.BROWSER, words.language(), ctx.ip());
        enrollments.request(request).run(begun -> sent(ctx, begun.enrollment()), refusal -> {
            ctx.status(Refusals.status(refusal.code()));
            form(ctx, refused(typed, request, refusal, words.refusal(refusal)));
        });
    }

    private Form refused(Map<String, String> typed, Enrollments.Request request, Refusal refusal, String text) {
        if (!OF_ADDRESS.contains(refusal.code())) {
            return new Form(typed, text, "", "");
        }
        boolean several = request.addresses().size() > 1;
        boolean first = enrollments.rules().open().contains(request.address().domain());
        return several && first ? new Form(typed, "", "", text) : new Form(typed, "", text, "");
    }

    /** At least one. */
    static Outcome<List<EmailAddress>> addresses(String text) {
        return more(text).then(some -> some.isEmpty() ? EmailAddress.parse("").map(List::of) : Outcome.ok(some));
    }

    /** One a line, or with spaces or commas between them. */
    private static Outcome<List<EmailAddress>> more(String text) {
        List<EmailAddress> addresses = new ArrayList<>();
        for (String each : text.strip().split("[\\s,;]+")) {
            if (each.isEmpty()) {
                continue;
            }
            Outcome<EmailAddress> parsed = EmailAddress.parse(each);
            if (!parsed.isOk()) {
                return Outcome.refused(parsed.refusal());
            }
            addresses.add(parsed.orThrow());
        }
        return Outcome.ok(addresses);
    }

    private static String error(Outcome<?> parsed, Words words) {
        return parsed.isOk() ? "" : words.refusal(parsed.refusal());
    }

    private void sent(Context ctx, Enrollment enrollment) {
        pages.send(ctx, "enroll-sent", Map.of("enrollment", enrollment));
    }

    /** Shows whose mailbox the link proves. Mail scanners come here too, so nothing changes. */
    private void look(Context ctx) {
        enrollments
                .lookAtProof(new OneTimeSecret(ctx.pathParam("token")))
                .run(enrollment -> ask(ctx, enrollment, ""), refusal -> {
                    if (!requester.shows(ctx)) {
                        dead(ctx, refusal);
                    }
                });
    }

    /** @param error what was wrong with the codes typed before */
    private void ask(Context ctx, Enrollment enrollment, String error) {
        pages.send(ctx, "proof", Map.of("enrollment", enrollment, "error", error));
    }

    private void prove(Context ctx) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        OneTimeSecret link = new OneTimeSecret(ctx.pathParam("token"));
        enrollments.lookAtProof(link).run(asked -> prove(ctx, link, asked), refusal -> dead(ctx, refusal));
    }

    private void prove(Context ctx, OneTimeSecret link, Enrollment asked) {
        List<OneTimeSecret> codes = asked.coded().stream()
                .map(address -> Fields.typed(ctx, "code-" + address))
                .map(OneTimeSecret::typed)
                .toList();
        enrollments.prove(link, codes, ctx.ip()).run(enrollment -> proven(ctx, enrollment), refusal -> {
            if (refusal.code() == RefusalCode.WRONG_CODE) {
                ctx.status(Refusals.status(refusal.code()));
                ask(ctx, asked, pages.words(ctx).refusal(refusal));
            } else {
                dead(ctx, refusal);
            }
        });
    }

    private void proven(Context ctx, Enrollment enrollment) {
        Map<String, Object> parameters = Map.of(
                "enrollment",
                enrollment,
                "waiting",
                enrollment.state() == EnrollmentState.PROVEN,
                "link",
                "/enroll/state/" + ctx.pathParam("token"));
        pages.send(ctx, "proven", parameters);
    }

    private void dead(Context ctx, Refusal refusal) {
        Words words = pages.words(ctx);
        ctx.status(Refusals.status(refusal.code()));
        boolean used = refusal.code() == RefusalCode.LINK_USED;
        String title = words.t(used ? "proof.used" : "link.dead");
        String text = used ? words.t("proof.used.text") : words.refusal(refusal);
        Action next = used
                ? new Action(words.t("mine.open"), "/enroll/state/" + ctx.pathParam("token"), false)
                : new Action(words.t("go.enroll"), "/enroll", false);
        pages.state(ctx, new State(used ? "done" : "warn", title, text, next));
    }
}
