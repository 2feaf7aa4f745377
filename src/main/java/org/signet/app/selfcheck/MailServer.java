package org.signet.app.selfcheck;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.edge.mail.SmtpDelivery;
import org.signet.edge.mail.SmtpSettings;

/** That the mail server takes our connection, with TLS and sign-in as configured. */
public final class MailServer implements Check {
    private final Optional<SmtpSettings> settings;

    /** @param settings empty where mail is shown on a page */
    public MailServer(Optional<SmtpSettings> settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        if (settings.isEmpty()) {
            return List.of(new Subject(name(), "")
                    .good("smtp.outbox", "No mail leaves: it is shown on the page /outbox, for a trial."));
        }
        SmtpSettings server = settings.get();
        Subject subject = new Subject(name(), server.toString());
        progress.accept("connecting to " + server);
        return List.of(SmtpDelivery.obstacle(server)
                .map(words -> subject.broken(
                        "smtp.refuses",
                        "The mail server {0} does not take our mail: {1}",
                        "Compare [mail] in signet.toml with what the server wants: host, port, security, user and password.",
                        server,
                        words))
                .orElseGet(() -> subject.good("smtp.good", "The mail server {0} answers as it should.", server)));
    }
}
