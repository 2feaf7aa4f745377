package org.signet.crypto.smime.report;

/** What one of the four questions about a message came to. */
public enum Verdict {
    GOOD,
    /** It was checked, and is not so. */
    BAD,
    /** It could not be checked. */
    UNKNOWN,
    /** There is nothing to check: no signature, no tag. */
    NONE;

    /** As scripts read it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Verdict of(boolean good) {
        return good ? GOOD : BAD;
    }

    /** The worse of two that were both asked. */
    public Verdict and(Verdict other) {
        if (this == BAD || other == BAD) {
            return BAD;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : this == NONE ? other : this;
    }
}
