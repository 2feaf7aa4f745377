package org.signet.edge.http.limit;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * So many requests at once, then one each time a token drips in; for each client address, an IPv6 one by its /64, or for each mailbox.
 * Knows those that came last, so its memory is bounded.
 */
public final class RateLimit {
    private static final int MAX_CLIENTS = 10_000;
    /** Others are told of so many callers at once: what changes the database is short. */
    private static final int MOST_TOLD = 200;

    private final int burst;
    private final long dripMillis;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_CLIENTS;
        }
    };

    /**
     * @param tokens that may be taken; below zero where more was taken, elsewhere, than there were
     * @param untold taken since other nodes were told
     */
    private record Bucket(double tokens, long at, int untold) {}

    /**
     * Counts on this node alone.
     *
     * @param burst how many requests may come at once
     * @param drip after how long one more may come
     */
    public RateLimit(int burst, Duration drip, Clock clock) {
        this.burst = burst;
        this.dripMillis = drip.toMillis();
        this.clock = clock;
    }

    /** Takes a token of this client's, or ends the request with 429. */
    public void demand(Context ctx) {
        demand(ctx, ctx.ip());
    }

    /**
     * As {@link #demand(Context)}, counted for somebody who is told apart otherwise.
     *
     * @param client an address, or a text that is none
     */
    public void demand(Context ctx, String client) {
        long wait = take(client(client));
        if (wait > 0) {
            ctx.header("Retry-After", Long.toString((wait + 999) / 1000));
            throw new RefusedException(
                    RefusalCode.TOO_MANY, "Too many requests came from your network; try again in a few minutes.");
        }
    }

    /** Takes a token of this address's if there is one. */
    public boolean allows(String address) {
        return take(client(address)) == 0;
    }

    /** Takes a token of this mailbox's if there is one. */
    public boolean allows(EmailAddress mailbox) {
        return take(mailbox.searchKey()) == 0;
    }

    /** @return milliseconds until there is a token; 0 if there was one, which is taken */
    private synchronized long take(String caller) {
        Bucket bucket = bucket(caller);
        boolean allowed = bucket.tokens() >= 1;
        buckets.put(caller, allowed ? new Bucket(bucket.tokens() - 1, bucket.at(), bucket.untold() + 1) : bucket);
        return allowed ? 0 : (long) Math.ceil((1 - bucket.tokens()) * dripMillis);
    }

    private Bucket bucket(String caller) {
        Bucket before = buckets.get(caller);
        return before == null ? new Bucket(burst, clock.millis(), 0) : now(before);
    }

    /** With what has dripped in since. */
    private Bucket now(Bucket before) {
        long now = clock.millis();
        // A clock that was set back gives no tokens and takes none.
        long passed = Math.max(0, now - before.at());
        double tokens = Math.min(burst, before.tokens() + (double) passed / dripMillis);
        // Who stays away for as long as all of it takes to drip back is nobody to tell of.
        return new Bucket(tokens, now, passed < burst * dripMillis ? before.untold() : 0);
    }

    /** Tells the other nodes of callers who took much, and learns what those took there. */
    void exchange(String name, Totals totals) {
        Map<String, Integer> untold = untold();
        if (!untold.isEmpty()) {
            Map<String, Long> taken = new HashMap<>();
            untold.forEach((caller, tokens) -> taken.put(caller, tokens * dripMillis));
            learn(untold, totals.add(name, taken, 2 * burst * dripMillis, clock.instant()));
        }
    }

    private synchronized Map<String, Integer> untold() {
        int much = Math.max(1, burst / 4);
        return buckets.entrySet().stream()
                .filter(each -> now(each.getValue()).untold() >= much)
                .limit(MOST_TOLD)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().untold()));
    }

    private synchronized void learn(Map<String, Integer> told, Map<String, Long> owed) {
        told.forEach((caller, tokens) -> {
            Bucket bucket = bucket(caller);
            int since = Math.max(0, bucket.untold() - tokens);
            double left = burst - (double) owed.get(caller) / dripMillis - since;
            buckets.put(caller, new Bucket(Math.min(bucket.tokens(), left), bucket.at(), since));
        });
    }

    /** Who is counted together: an IPv4 address, or the /64 that one IPv6 subscriber has. */
    public static String client(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A literal address: nothing is looked up.
            byte[] octets = InetAddress.getByName(address.replaceAll("[\\[\\]]|%.*", ""))
                    .getAddress();
            return octets.length == 16 ? HexFormat.of().formatHex(octets, 0, 8) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
