package org.signet.edge.web.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.signet.edge.http.Door;
import org.signet.edge.http.LocalCaller;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Words;
import org.signet.edge.web.message.MessageText.Attachment;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * The pages of one message, for whoever sits at this machine and has the link: it opens once, and the browser that opened it is
 * known by its cookie from then on.
 */
public final class ShowDoor implements Door {
    private static final String COOKIE = "signet-show-";

    private final MessageView view;
    private final Pages pages;
    /** Used up by the first who opens the link. */
    private final AtomicReference<String> token;

    private final String session;
    private final Runnable done;
    private final Runnable alive;
    private volatile boolean insisted;

    /**
     * @param token in the link
     * @param session that the link is exchanged for
     * @param done is run when the reader has finished
     * @param alive is run at each request
     */
    public ShowDoor(MessageView view, Pages pages, String token, String session, Runnable done, Runnable alive) {
        this.view = view;
        this.pages = pages;
        this.token = new AtomicReference<>(token);
        this.session = session;
        this.done = done;
        this.alive = alive;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/open/{token}", this::exchange);
        routes.get("/message", this::message);
        routes.post("/message/insist", this::insist);
        routes.get("/message/attachments/{number}", this::attachment);
        routes.post("/message/done", this::finish);
    }

    private void exchange(Context ctx) {
        local(ctx);
        String given = ctx.pathParam("token");
        String expected = token.get();
        if (expected == null || !same(expected, given) || !token.compareAndSet(expected, null)) {
            throw new RefusedException(
                    RefusalCode.LINK_USED, "This link was opened already, or is another's. Run `signet show` again.");
        }
        ctx.cookie(new Cookie(cookie(ctx), session, "/", -1, false, true, null, SameSite.STRICT));
        // Not a redirect: a strict cookie is not sent with one that another program began.
        pages.send(ctx, "message-open", Map.of());
    }

    /** A browser keeps one jar for all ports of this machine, and several messages may be read at once. */
    private static String cookie(Context ctx) {
        return COOKIE + ctx.req().getLocalPort();
    }

    private void local(Context ctx) {
        if (!LocalCaller.is(ctx)) {
            throw new NotFoundResponse();
        }
        alive.run();
    }

    private void known(Context ctx) {
        local(ctx);
        String given = ctx.cookie(cookie(ctx));
        if (given == null || !same(session, given)) {
            throw new RefusedException(
                    RefusalCode.NOT_ALLOWED, "Open the link that `signet show` printed; it works once.");
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private void message(Context ctx) {
        known(ctx);
        pages.send(ctx, "message", Map.of("view", view, "open", !view.isTampered() || insisted));
    }

    /** The text of a message that somebody changed. */
    private void insist(Context ctx) {
        known(ctx);
        SameOrigin.demand(ctx);
        insisted = true;
        ctx.redirect("/message", HttpStatus.SEE_OTHER);
    }

    private void attachment(Context ctx) throws IOException {
        known(ctx);
        List<Attachment> all = view.text().attachments();
        String number = ctx.pathParam("number");
        if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) >= all.size() || view.isTampered() && !insisted) {
            throw new NotFoundResponse();
        }
        Attachment attachment = all.get(Integer.parseInt(number));
        String ascii = attachment.name().replaceAll("[^A-Za-z0-9._ -]", "_");
        ctx.contentType("application/octet-stream")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''"
                                + URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .result(attachment.content().open());
    }

    private void finish(Context ctx) {
        known(ctx);
        SameOrigin.demand(ctx);
        Words words = pages.words(ctx);
        pages.send(
                ctx,
                "message-state",
                Map.of("icon", "done", "title", words.t("show.done.title"), "text", words.t("show.done.text")));
        done.run();
    }
}
