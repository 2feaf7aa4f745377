package org.signet.ca.authority;

import java.util.List;
import java.util.stream.IntStream;
import org.signet.ca.profile.Profile;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;

/**
 * What is to be certified: everything from our records, save the public key, which the request contributes.
 *
 * @param personId who holds it; 0 for somebody who is looked up, or made, when the intent is stored
 * @param name of the person, for profiles that say it
 * @param addresses at least one, all of that person
 */
public record Order(
        long personId,
        PersonName name,
        List<EmailAddress> addresses,
        Profile profile,
        KeyUse use,
        CertificateRequest request) {
    public Order {
        addresses = EmailAddress.distinct(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a certificate names at least one mailbox");
        }
    }

    /** One order for each request, of the use that stands in the same place. */
    public static List<Order> each(
            long personId,
            PersonName name,
            List<EmailAddress> addresses,
            Profile profile,
            List<KeyUse> uses,
            List<CertificateRequest> requests) {
        return IntStream.range(0, requests.size())
                .mapToObj(i -> new Order(personId, name, addresses, profile, uses.get(i), requests.get(i)))
                .toList();
    }

    Order heldBy(long person) {
        return new Order(person, name, addresses, profile, use, request);
    }
}
