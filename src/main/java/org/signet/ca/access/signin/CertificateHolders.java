package org.signet.ca.access.signin;

import java.util.List;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;

/** Port: our records of certificates. */
public interface CertificateHolders {

    /** Whose mailboxes a certificate is of, if it is one that we issued, that signs, and that holds now. */
    Outcome<List<EmailAddress>> mailboxes(Bytes der);
}
