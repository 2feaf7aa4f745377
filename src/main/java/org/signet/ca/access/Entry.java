package org.signet.ca.access;

import java.util.function.Function;
import org.signet.crypto.keys.OneTimeSecret;

/** What a right password leads to. */
public sealed interface Entry {

    /** There is no second factor. */
    record In(Session session) implements Entry {}

    /**
     * The second factor is still to be shown.
     *
     * @param step a secret for the browser, that tells the second step whose password was right
     */
    record Halfway(OneTimeSecret step) implements Entry {}

    default <R> R fold(Function<Session, R> in, Function<OneTimeSecret, R> halfway) {
        return this instanceof In entered ? in.apply(entered.session()) : halfway.apply(((Halfway) this).step());
    }
}
