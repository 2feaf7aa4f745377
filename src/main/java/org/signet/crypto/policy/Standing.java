package org.signet.crypto.policy;

/** What an algorithm or key that others used for a message is worth today (NIST SP 800-131A; RFC 8551 §2, checked 2026-11). */
public enum Standing {
    /** We use it ourselves, or could. */
    SOUND,
    /** Read, and said to be weak: whoever has the means may get round it. */
    WEAK,
    /** Read, but protects nothing: anybody gets round it. */
    WORTHLESS;

    /** The worse of the two. */
    public Standing and(Standing other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
