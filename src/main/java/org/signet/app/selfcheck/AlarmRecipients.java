package org.signet.app.selfcheck;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.model.EmailAddress;

/** That somebody would be told. */
public final class AlarmRecipients implements Check {
    private final List<EmailAddress> recipients;
    private final boolean trial;

    /** @param trial whether no mail leaves, so that nobody could be told */
    public AlarmRecipients(List<EmailAddress> recipients, boolean trial) {
        this.recipients = List.copyOf(recipients);
        this.trial = trial;
    }

    @Override
    public String name() {
        return "alarm";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Subject alarm = new Subject(name(), "");
        if (recipients.isEmpty() && trial) {
            return List.of(alarm.good("alarm.trial", "No mail leaves in a trial, so nobody is told."));
        }
        return List.of(
                recipients.isEmpty()
                        ? alarm.soon(
                                "alarm.nobody",
                                "Nobody is told by mail when something goes wrong.",
                                "Write to = [\"ADDRESS\"] under [alarm] in signet.toml.")
                        : alarm.good(
                                "alarm.good",
                                "Alarms go to {0}.",
                                recipients.stream().map(EmailAddress::toString).collect(Collectors.joining(", "))));
    }
}
