package org.signet.ca.directory;

import java.util.List;
import java.util.Set;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;

/**
 * Another company whose people are written to.
 *
 * @param domains the mail domains that its CA is believed for, as lower-case A-labels; none of ours
 * @param anchors CA certificates that an administrator accepted for it
 */
public record Partner(long id, String name, Set<String> domains, List<Certificate> anchors) {
    public Partner {
        domains = Set.copyOf(domains);
        anchors = List.copyOf(anchors);
    }

    /** Whether its CA is believed for this mailbox. */
    public boolean speaksFor(EmailAddress address) {
        return domains.contains(address.domain());
    }
}
