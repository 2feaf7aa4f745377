package org.signet.model;

import java.util.Objects;

/**
 * A foreseen "no".
 *
 * @param code what kind of refusal it is; each edge turns it into its own protocol's code
 * @param detail one English sentence or two that say what was refused and what to do next; holds no secret
 */
public record Refusal(RefusalCode code, String detail) {
    public Refusal {
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
    }
}
