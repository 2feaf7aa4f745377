package org.signet.model;

import java.util.Locale;

/** What a person's key is for. */
public enum KeyUse {
    SIGN,
    ENCRYPT,
    BOTH;

    public boolean encrypts() {
        return this != SIGN;
    }

    public boolean signs() {
        return this != ENCRYPT;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
