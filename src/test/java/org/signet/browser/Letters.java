package org.signet.browser;

import org.signet.app.Signet;
import org.signet.ca.access.MailQueue;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** Mail that some server answered instead of taking it. */
final class Letters {
    private Letters() {}

    /** @return its number */
    static long tried(Signet signet, EmailAddress to, String answer) {
        long id = queued(signet, to);
        signet.mailQueue().failed(id, answer, signet.clock().instant().plusSeconds(3600));
        return id;
    }

    static long refused(Signet signet, EmailAddress to, String answer) {
        long id = queued(signet, to);
        signet.mailQueue().giveUp(id, answer, signet.clock().instant());
        return id;
    }

    private static long queued(Signet signet, EmailAddress to) {
        MailQueue queue = signet.mailQueue();
        signet.transactions().durable(() -> {
            queue.enqueue(
                    new Mail(to, "Confirm your mailbox (Example Company)", "secret"),
                    signet.clock().instant());
            return null;
        });
        return queue.latest(1).get(0).id();
    }
}
