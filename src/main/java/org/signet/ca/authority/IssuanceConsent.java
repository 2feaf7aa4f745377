package org.signet.ca.authority;

import java.util.List;
import java.util.Optional;
import org.signet.ca.profile.Profile;
import org.signet.model.EmailAddress;
import org.signet.model.Refusal;

/** Port: whether those who must agree to what is issued did. */
public interface IssuanceConsent {
    /** Why no certificate of that profile is made for these addresses now; nothing if it is. */
    Optional<Refusal> objection(Profile profile, List<EmailAddress> addresses);
}
