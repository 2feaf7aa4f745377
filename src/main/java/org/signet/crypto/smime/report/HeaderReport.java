package org.signet.crypto.smime.report;

/**
 * How a header field is protected (RFC 9788 §4.3).
 *
 * @param name of the field
 * @param value as it is to be shown: the protected one where there is one; hostile text
 * @param outer what stands outside if it differs; empty if it is the same or not there
 */
public record HeaderReport(String name, String value, State state, String outer) {

    /** What protects a field. */
    public enum State {
        UNPROTECTED("unprotected"),
        SIGNED_ONLY("signed-only"),
        ENCRYPTED_ONLY("encrypted-only"),
        SIGNED_AND_ENCRYPTED("signed-and-encrypted");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
