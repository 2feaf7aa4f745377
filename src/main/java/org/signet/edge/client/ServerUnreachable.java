package org.signet.edge.client;

/** The world is broken: no usable answer came from the server. The message names its URL and says what to do. */
public final class ServerUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
