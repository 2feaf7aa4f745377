package org.signet.edge.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * So many requests at once, then one each time a token drips in; for each client address, an IPv6 one by its /64, or for each mailbox.
 * Knows those that came last, so its memory is bounded.
 */
public final class RateLimit {
    private static final int MAX_CLIENTS = 10_000;

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

    private record Bucket(double tokens, long at) {}

    /**
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
        if (!allows(client)) {
            ctx.header("Retry-After", Long.toString(Math.max(1, dripMillis / 1000)));
            throw new RefusedException(
                    RefusalCode.TOO_MANY, "Too many requests came from your network; try again in a few minutes.");
        }
    }

    /** Takes a token of this address's if there is one. */
    public boolean allows(String address) {
        return takes(client(address));
    }

    /** Takes a token of this mailbox's if there is one. */
    public boolean allows(EmailAddress mailbox) {
        return takes(mailbox.searchKey());
    }

    private synchronized boolean takes(String client) {
        long now = clock.millis();
        Bucket before = buckets.getOrDefault(client, new Bucket(burst, now));
        // A clock that was set back gives no tokens and takes none.
        double dripped = (double) Math.max(0, now - before.at()) / dripMillis;
        double tokens = Math.min(burst, before.tokens() + dripped);
        boolean allowed = tokens >= 1;
        buckets.put(client, new Bucket(allowed ? tokens - 1 : tokens, now));
        return allowed;
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
