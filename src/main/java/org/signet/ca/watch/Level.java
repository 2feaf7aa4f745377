package org.signet.ca.watch;

import java.util.Locale;

/** How well a thing is, the worst last. */
public enum Level {
    GOOD,
    /** Nobody notices yet, but somebody will unless something is done. */
    SOON,
    /** It does not do its work now. */
    BROKEN;

    /** As scripts and records spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean worseThan(Level other) {
        return compareTo(other) > 0;
    }
}
