package org.signet.ca.messaging;

import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;

/** Port: where certificates of recipients are looked up. What it finds is checked by whoever asks. */
public interface RecipientDirectory {

    /** Certificates to encrypt to for that address, the newest first; empty if there are none. */
    Outcome<List<Certificate>> find(EmailAddress address);

    /** One in which nobody is. */
    static RecipientDirectory none() {
        return address -> Outcome.ok(List.of());
    }
}
