package org.signet.crypto.smime.report;

/** The states of a message that people tell apart (RFC 9787 §3). A signature that fails counts as none. */
public enum Protection {
    NONE("none"),
    SIGNED("signed"),
    ENCRYPTED("encrypted"),
    SIGNED_AND_ENCRYPTED("signed+encrypted");

    private final String text;

    Protection(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static Protection of(boolean signed, boolean encrypted) {
        return signed ? encrypted ? SIGNED_AND_ENCRYPTED : SIGNED : encrypted ? ENCRYPTED : NONE;
    }

    public boolean isSigned() {
        return this == SIGNED || this == SIGNED_AND_ENCRYPTED;
    }

    public boolean isEncrypted() {
        return this == ENCRYPTED || this == SIGNED_AND_ENCRYPTED;
    }
}
