package org.signet.edge.web.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.signet.ca.messaging.MessageCheck;
import org.signet.crypto.smime.reading.Opened;
import org.signet.edge.http.Door;
import org.signet.edge.http.Refusals;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.Unavailable;

/**
 * {@code /check}: what a message is worth, for everybody. It is sent as the body of a request ({@code message/rfc822}), or, a small one,
 * by a form; it is gone when the answer is made, and no log has a word of it.
 */
public final class CheckPages implements Door {
    private static final String MESSAGE = "message/rfc822";
    private static final int UPLOADS = 8;
    /** Both of a small machine's processors, and no more of a large one's. */
    private static final int CHECKS = 2;

    private static final int WAIT_SECONDS = 10;

    private final Pages pages;
    private final MessageCheck check;
    private final Path folder;
    private final RateLimit limit;
    private final Semaphore uploads = new Semaphore(UPLOADS);
    private final Semaphore checks = new Semaphore(CHECKS, true);

    /**
     * @param folder for the messages that are being checked
     * @param limit how many one client may send
     */
    public CheckPages(Pages pages, MessageCheck check, Path folder, RateLimit limit) {
        this.pages = pages;
        this.check = check;
        this.folder = folder;
        this.limit = limit;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/check", ctx -> send(ctx, "", Optional.empty()));
        routes.post("/check", this::checked);
    }

    private void send(Context ctx, String error, Optional<MessageView> view) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("error", error);
        shown.put("view", view.orElse(null));
        pages.send(ctx, "check", shown);
    }

    private void checked(Context ctx) throws IOException {
        SameOrigin.demand(ctx);
        try {
            limit.demand(ctx);
            if (!uploads.tryAcquire()) {
                throw busy();
            }
            try (InputStream body = body(ctx);
                    Upload upload = Upload.of(body, folder)) {
                send(ctx, "", Optional.of(view(upload)));
            } finally {
                uploads.release();
            }
        } catch (RefusedException e) {
            ctx.status(Refusals.status(e.refusal().code()));
            boolean key = e.refusal().code() == RefusalCode.PRIVATE_KEY;
            send(
                    ctx,
                    key ? pages.words(ctx).t("check.private") : pages.words(ctx).refusal(e.refusal()),
                    Optional.empty());
        }
    }

    private static InputStream body(Context ctx) {
        String type = Optional.ofNullable(ctx.contentType()).orElse("").toLowerCase(Locale.ROOT);
        if (type.split(";")[0].strip().equals(MESSAGE)) {
            Upload.demandSize(ctx.req().getContentLengthLong());
            return ctx.bodyInputStream();
        }
        String typed = Fields.typed(ctx, "message");
        if (typed.isBlank()) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT, "There is no message in it. Choose its file, or paste its whole source.");
        }
        return new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    }

    private MessageView view(Upload upload) throws IOException {
        try {
            if (!checks.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server stops", e);
        }
        try {
            Opened opened = check.of(upload.octets()).orThrow();
            MessageView view = MessageView.of(opened);
            // Whoever reads may have taken the end of the time for the end of the message.
            upload.demandTime();
            return view;
        } catch (RefusedException | Unavailable e) {
            upload.demandTime();
            throw e;
        } catch (RuntimeException e) {
            throw silent(e);
        } finally {
            checks.release();
        }
    }

    /** The same failure for the log without its words, which may be the message's. */
    private static IllegalStateException silent(RuntimeException e) {
        IllegalStateException told = new IllegalStateException(
                "a message could not be checked: " + e.getClass().getName());
        told.setStackTrace(e.getStackTrace());
        return told;
    }

    private static RefusedException busy() {
        return new RefusedException(
                RefusalCode.TOO_MANY, "Others are having their messages checked; try again in a minute.");
    }
}
