package org.signet.edge.http.load;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.QoSHandler;

/**
 * Lets so many requests in at once as there are threads for; some more wait their turn without one, and whoever would wait too long, or comes when
 * too many wait, is answered 503. What certificates point at, and whether this node is well, goes before all else.
 */
public final class Admission extends QoSHandler {
    /** Requests that are worked on at once; a few threads are left for the server itself. */
    public static final int AT_ONCE = 48;

    private static final int WAITING = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Predicate<String> first;

    private Admission(Predicate<String> first, Handler next) {
        super(next);
        this.first = first;
        setMaxRequestCount(AT_ONCE);
        setMaxSuspendedRequestCount(WAITING);
        setMaxSuspend(PATIENCE);
    }

    /**
     * Around what answers. A body of ordinary size is there before its request asks to be let in.
     *
     * @param first whether a path goes before others
     * @param most octets of an ordinary body
     */
    public static Handler around(Handler next, Predicate<String> first, int most, List<String> longBodies) {
        return new WholeBody(new Admission(first, next), most, longBodies);
    }

    @Override
    protected int getPriority(Request request) {
        return first.test(Request.getPathInContext(request)) ? 1 : 0;
    }
}
