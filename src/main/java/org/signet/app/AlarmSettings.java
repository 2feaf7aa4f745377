package org.signet.app;

import java.util.List;
import org.signet.edge.web.Messages;
import org.signet.model.EmailAddress;

/**
 * Who is told what the self-check finds.
 *
 * @param to addresses of those who run the CA; empty for nobody
 * @param language of those mails
 * @param headsTo who is mailed the ends of the audit log's chains each day
 */
public record AlarmSettings(List<String> to, String language, List<String> headsTo) {
    public AlarmSettings {
        to = to == null ? List.of() : List.copyOf(to);
        headsTo = headsTo == null ? List.of() : List.copyOf(headsTo);
        language = language == null ? Messages.ENGLISH : language;
    }

    /** The file's reader has checked them. */
    public List<EmailAddress> recipients() {
        return parsed(to);
    }

    /** Who is mailed the ends of the audit log's chains. */
    public List<EmailAddress> headsRecipients() {
        return parsed(headsTo);
    }

    private static List<EmailAddress> parsed(List<String> addresses) {
        return addresses.stream()
                .map(address -> EmailAddress.parse(address).orThrow())
                .toList();
    }
}
