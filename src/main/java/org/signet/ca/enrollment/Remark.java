package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Bytes;

/**
 * What was said between officers and who asked, while a request waits.
 *
 * @param by as {@code Actor.name} spells it: an officer who asks, or the requester who answers
 * @param text on one line, at most {@value #MAX} characters, of whoever wrote it: never to be taken for ours
 */
public record Remark(String enrollment, String by, Instant at, String text) {
    static final int MAX = 500;

    /** Whether an officer wrote it. */
    public boolean asks() {
        return !by.startsWith("person:");
    }

    /** Port: what was said. */
    public interface Store {
        /** @param link digest of the secret that a question is mailed with */
        void insert(Remark remark, Optional<Bytes> link);

        /** In the order in which it was said. */
        List<Remark> of(String enrollment);

        /** The enrolment that a question with that secret is about. */
        Optional<String> findByLink(Bytes digest);
    }
}
