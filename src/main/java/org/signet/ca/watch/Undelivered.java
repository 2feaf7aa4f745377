package org.signet.ca.watch;

import java.time.Instant;
import java.util.Optional;
import org.signet.model.EmailAddress;

/**
 * A message that no mail server has taken. Its text, which may hold a secret, is no part of it.
 *
 * @param subject tells its kind
 * @param queued since when it should be delivered
 * @param tries how often it was tried
 * @param answer what the mail server or the network said last: words of somebody else
 * @param next when it is tried by itself; empty if not any more
 * @param kept whether its text is still there, so that it can be tried at all
 */
public record Undelivered(
        long id,
        EmailAddress to,
        String subject,
        Instant queued,
        int tries,
        String answer,
        Optional<Instant> next,
        boolean kept) {}
