package org.signet.ca.messaging;

import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Port: where certificates of recipients are looked up. What it finds is checked by whoever asks. */
public interface RecipientDirectory {

    /** Certificates to encrypt to for that address, the newest first; empty if there are none. */
    Outcome<List<Certificate>> find(EmailAddress address);

    /** Roots that are believed for that address besides those that the sender trusts: a partner's. */
    default List<Certificate> anchors(EmailAddress address) {
        return List.of();
    }

    /** Where there is none to ask: everybody is refused. */
    static RecipientDirectory none() {
        return address -> Outcome.refused(
                RefusalCode.NOT_FOUND,
                "no directory was asked; name one with --server URL, or the certificate with --cert FILE.");
    }
}
