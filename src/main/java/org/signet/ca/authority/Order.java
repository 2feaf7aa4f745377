package org.signet.ca.authority;

import java.util.List;
import org.signet.ca.profile.Profile;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;

/**
 * What is to be certified: everything from our records, save the public key, which the request contributes.
 *
 * @param addresses at least one, all of that person
 */
public record Order(
        long personId, List<EmailAddress> addresses, Profile profile, KeyUse use, CertificateRequest request) {
    public Order {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a certificate names at least one mailbox");
        }
    }
}
