package org.signet.edge.http;

/** A listener could not be opened. The message is one sentence for whoever started the server. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
