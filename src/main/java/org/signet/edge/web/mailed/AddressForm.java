package org.signet.edge.web.mailed;

import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Function;
import org.signet.edge.http.SameOrigin;
import org.signet.edge.http.limit.RateLimit;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Pages;
import org.signet.edge.web.Words;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;

/** A form whose answer is a mail: whoever sends it sees the same for every address, and only the mailbox's reader learns more. */
public final class AddressForm {
    private final Pages pages;
    private final RateLimit limit;
    private final Sent sent;
    private final Page page;

    /**
     * What is said once it is sent.
     *
     * @param to key of the sentence before the address
     * @param text key of the sentence after it
     * @param again path of the form
     */
    public record Sent(String to, String text, String again) {}

    /** The page with the form on it. */
    public interface Page {
        /**
         * @param typed the address so far
         * @param error what is wrong with it; empty if nothing is
         */
        void show(Context ctx, String typed, String error);
    }

    /** What mails. */
    public interface Post {
        /** @param origin network address of whoever asks */
        void send(EmailAddress address, String language, String origin);
    }

    /** @param limit how often one client may send it */
    public AddressForm(Pages pages, RateLimit limit, Sent sent, Page page) {
        this.pages = pages;
        this.limit = limit;
        this.sent = sent;
        this.page = page;
    }

    public void take(Context ctx, Post post) {
        take(ctx, Outcome::ok, post);
    }

    /** @param served refuses those to whom nothing is mailed for anybody */
    public void take(Context ctx, Function<EmailAddress, Outcome<EmailAddress>> served, Post post) {
        SameOrigin.demand(ctx);
        limit.demand(ctx);
        Words words = pages.words(ctx);
        String typed = Fields.typed(ctx, "address");
        EmailAddress.parse(typed)
                .then(served)
                .run(
                        address -> {
                            post.send(address, words.language(), ctx.ip());
                            pages.send(ctx, "mailed", Map.of("address", address.toString(), "sent", sent));
                        },
                        refusal -> {
                            ctx.status(422);
                            page.show(ctx, typed, words.refusal(refusal));
                        });
    }
}
