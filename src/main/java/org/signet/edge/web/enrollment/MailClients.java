package org.signet.edge.web.enrollment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mail programs that pages say what to do in, by the names that message keys have. */
public final class MailClients {
    private static final List<String> ALL = List.of("outlook", "thunderbird", "apple-mail", "ios", "gpgsm");
    private static final int LONGEST = 1000;

    private MailClients() {}

    /**
     * All of them, and which one the visitor's is likely to be.
     *
     * @param likely where the browser runs on a system that has one; shown first, and opened
     */
    public record Choice(List<String> all, Optional<String> likely) {
        public boolean isLikely(String client) {
            return likely.filter(client::equals).isPresent();
        }
    }

    /** @param agent the header User-Agent; anybody may write anything there, so it chooses an order only */
    public static Choice of(String agent) {
        Optional<String> likely = Optional.ofNullable(agent)
                .filter(text -> text.length() <= LONGEST)
                .flatMap(MailClients::guess);
        List<String> ordered = new ArrayList<>(likely.stream().toList());
        ALL.stream().filter(client -> !ordered.contains(client)).forEach(ordered::add);
        return new Choice(List.copyOf(ordered), likely);
    }

    private static Optional<String> guess(String agent) {
        if (agent.contains("iPhone") || agent.contains("iPad")) {
            return Optional.of("ios");
        }
        if (agent.contains("Android")) {
            return Optional.empty();
        }
        if (agent.contains("Windows")) {
            return Optional.of("outlook");
        }
        return agent.contains("Macintosh")
                ? Optional.of("apple-mail")
                : agent.contains("Linux") ? Optional.of("thunderbird") : Optional.empty();
    }
}
