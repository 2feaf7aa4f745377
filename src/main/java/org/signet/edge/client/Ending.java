package org.signet.edge.client;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Refusal;

/** How one run of an enrolment ended. */
public sealed interface Ending {

    /**
     * Every .p12 is written and opens. Exit code 0.
     *
     * @param files the one with everything first; of a pair then one for each key
     * @param certificates of a pair the signing one first
     */
    record Done(List<Path> files, List<Certificate> certificates) implements Ending {}

    /**
     * Something outside must happen first; then the same command goes on where this one stopped. Exit code 1.
     *
     * @param state {@code REQUESTED}: the mailed code was not given; {@code PROVEN}: nobody has approved yet
     * @param pending the file that remembers the enrolment; it must stay
     */
    record Waiting(EnrollmentState state, Path pending) implements Ending {}

    /** No; the sentence says what to do. Exit code 1. */
    record Refused(Refusal refusal) implements Ending {}

    default <R> R fold(Function<Done, R> done, Function<Waiting, R> waiting, Function<Refused, R> refused) {
        if (this instanceof Done d) {
            return done.apply(d);
        }
        return this instanceof Waiting w ? waiting.apply(w) : refused.apply((Refused) this);
    }
}
