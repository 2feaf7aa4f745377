package org.signet.model;

/**
 * A plain-text message that Signet sends.
 *
 * @param to one recipient
 * @param subject one line, no control characters
 * @param body text, lines separated by {@code \n}
 */
public record Mail(EmailAddress to, String subject, String body) {
    public Mail {
        if (subject.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a subject is one line");
        }
    }
}
