package org.signet.edge.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.signet.ca.access.Session;
import org.signet.edge.http.LocalCaller;
import org.signet.edge.http.Problem;
import org.signet.edge.http.ProblemPage;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.StaticFiles;
import org.signet.model.Refusal;

/** Fills the page templates and sends them, failures among them. */
public final class Pages implements ProblemPage {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Messages messages;
    private final StaticFiles files;
    private final String company;
    private final boolean outbox;

    /** @param outbox whether mail is shown on a page in place of being sent */
    public Pages(Messages messages, StaticFiles files, String company, boolean outbox) {
        this.messages = messages;
        this.files = files;
        this.company = company;
        this.outbox = outbox;
    }

    /** The languages that people can choose. */
    public List<Words> languages() {
        return messages.languages().stream().map(messages::in).toList();
    }

    /** As its own speakers call it. */
    public String languageName(String tag) {
        return messages.in(tag).languageName();
    }

    /** The tag of a language that we have: of the one asked for, or of English. */
    public String language(String tag) {
        return messages.in(tag).language();
    }

    public Words words(Context ctx) {
        return messages.of(ctx);
    }

    /** Sends a page for everybody. */
    public void send(Context ctx, String template, Map<String, Object> parameters) {
        send(ctx, template, null, parameters);
    }

    /** Sends a page of somebody signed in. */
    public void send(Context ctx, String template, Session session, Map<String, Object> parameters) {
        Words words = words(ctx);
        Page page = new Page(words, messages.besides(words), ctx.path(), company, files, session, showsOutbox(ctx));
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("page", page);
        StringOutput html = new StringOutput(8 * 1024);
        engine.render(template + ".jte", all, html);
        ctx.contentType("text/html; charset=utf-8").result(html.toString());
    }

    /** Sends a page that says where things stand, and what to do next. */
    public void state(Context ctx, State state) {
        send(ctx, "state", Map.of("state", state));
    }

    /**
     * A page of one message.
     *
     * @param icon name of its picture
     * @param title one line
     * @param text a sentence or two
     * @param action what to do next
     */
    public record State(String icon, String title, String text, Action action) {}

    /**
     * A link, or a button that sends a form.
     *
     * @param label what it says
     * @param post true for a button
     */
    public record Action(String label, String path, boolean post) {}

    /** Sends what was refused, with a way on. */
    public void refused(Context ctx, Refusal refusal, Action action) {
        Words words = words(ctx);
        ctx.status(Refusals.status(refusal.code()));
        state(ctx, new State("warn", words.t("refused.title"), words.refusal(refusal), action));
    }

    @Override
    public void show(Context ctx, Problem problem) {
        Words words = words(ctx);
        String text = problem.incident()
                .map(id -> words.t("problem.unexpected", id))
                .orElseGet(() -> words.problem(problem.code(), problem.detail()));
        Look look = Look.of(problem.status());
        boolean again = look.passes() && ctx.method() == HandlerType.GET;
        // An empty link leads to the same address again.
        Action action = again ? new Action(words.t("go.again"), "", false) : home(ctx.path(), words);
        String more = problem.status() == 404 ? " " + words.t("problem.missing.text") : "";
        state(ctx, new State(look.icon(), words.t(look.title()), text + more, action));
    }

    /** Who was in the administration stays there. */
    private static Action home(String path, Words words) {
        return path.startsWith("/admin/")
                ? new Action(words.t("go.desk"), "/admin", false)
                : new Action(words.t("go.home"), "/", false);
    }

    /**
     * How a failure looks.
     *
     * @param passes whether the same request may succeed later
     */
    private record Look(String icon, String title, boolean passes) {
        static Look of(int status) {
            return switch (status) {
                case 401, 403 -> new Look("lock", "problem.denied", false);
                case 404 -> new Look("none", "problem.missing", false);
                case 429, 503 -> new Look("clock", "problem.wait", true);
                case 500 -> new Look("warn", "problem.ours", true);
                default -> new Look("warn", "problem.title", false);
            };
        }
    }

    /** The outbox holds links with secrets in them: it is for whoever sits at this machine. */
    boolean showsOutbox(Context ctx) {
        return outbox && LocalCaller.is(ctx);
    }
}
