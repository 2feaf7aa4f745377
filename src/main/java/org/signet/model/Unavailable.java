package org.signet.model;

/**
 * The world is broken: a disk, a port, a server, a database. Not a "no" but a "cannot"; the message is for whoever runs
 * the program and says what failed and what to do.
 */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
