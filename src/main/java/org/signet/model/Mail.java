package org.signet.model;

/**
 * A plain-text message that Signet sends.
 *
 * @param to one recipient
 * @param subject one line, no control characters
 * @param body text, lines separated by {@code \n}
 * @param signed whether the CA's own mailbox signs it when it is sent
 */
public record Mail(EmailAddress to, String subject, String body, boolean signed) {
    public Mail {
        if (subject.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a subject is one line");
        }
    }

    /** One that nobody signs. */
    public Mail(EmailAddress to, String subject, String body) {
        this(to, subject, body, false);
    }
}
