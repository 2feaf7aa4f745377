package org.signet.edge.http.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;

/**
 * The connections that are open. There are so many at most that the database never lacks a file descriptor; and one that brings no whole request for
 * a while is closed, however busily it drips the head of one.
 */
public final class Crowd implements Connection.Listener {
    private static final int MOST = 4096;
    private static final long HURRIED_MILLIS = 5_000;
    private static final long PATIENCE_SECONDS = 30;

    private final long patience;
    private final Map<Connection, Last> open = new ConcurrentHashMap<>();

    public Crowd() {
        this(PATIENCE_SECONDS);
    }

    /** @param patience seconds */
    Crowd(long patience) {
        this.patience = TimeUnit.SECONDS.toNanos(patience);
    }

    /** When the last request of a connection came or was answered. */
    private record Last(long requests, long answers, long nanos) {
        static Last of(Connection connection) {
            return new Last(connection.getMessagesIn(), connection.getMessagesOut(), System.nanoTime());
        }

        boolean isStill(Connection connection) {
            return requests == connection.getMessagesIn() && answers == connection.getMessagesOut();
        }

        /** Whether nothing is being answered, and for long nothing was asked. */
        boolean isTooLong(long patience) {
            return requests == answers && System.nanoTime() - nanos > patience;
        }
    }

    /** Bounds the connections to that server; idle ones make room when it is full. */
    public static void bound(Server server) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(most(), server);
        limit.setEndPointIdleTimeout(HURRIED_MILLIS);
        server.addBean(limit);
    }

    /** Half of the file descriptors that this process may have. */
    private static int most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean machine
                ? (int) Math.max(16, Math.min(MOST, machine.getMaxFileDescriptorCount() / 2))
                : MOST;
    }

    /**
     * TLS is told of too, but counts no messages, so it would seem to stand still for ever. The HTTP connection inside it is opened
     * with it, before the handshake, and takes it along when it is closed.
     */
    @Override
    public void onOpened(Connection connection) {
        if (connection.getMessagesIn() >= 0) {
            open.put(connection, Last.of(connection));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** How many clients there are, each counted once. */
    int size() {
        return open.size();
    }

    /** Closes those that have taken too long; when it is nearly full that is soon, for whoever comes waits until one goes. */
    public void look() {
        boolean nearlyFull = size() >= most() / 4 * 3;
        long patience =
                nearlyFull ? Math.min(this.patience, TimeUnit.MILLISECONDS.toNanos(HURRIED_MILLIS)) : this.patience;
        open.forEach((connection, last) -> {
            if (!last.isStill(connection)) {
                open.replace(connection, last, Last.of(connection));
            } else if (last.isTooLong(patience)) {
                connection.getEndPoint().close();
            }
        });
    }
}
