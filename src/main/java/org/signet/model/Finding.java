package org.signet.model;

/**
 * What a lint rule found.
 *
 * @param code stable name of the rule
 * @param citation the requirement, for example {@code RFC 5280 §4.1.2.2}
 * @param message one sentence
 */
public record Finding(Severity severity, String code, String citation, String message) {
    @Override
    public String toString() {
        return severity + " " + code + " (" + citation + "): " + message;
    }
}
