package org.signet.edge.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.ca.enrollment.OperatorIssuance.Vouched;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/**
 * Asks for a certificate that the program vouches for.
 *
 * @param csr PKCS#10 in PEM; its public key alone counts
 * @param emails at least one, all of one person
 * @param name display name; absent, as the three below, for the name on record
 * @param profile absent for {@code mailbox-strict}
 * @param use {@code sign}, {@code encrypt} or {@code both}; absent for {@code both}
 */
public record IssuanceView(
        String csr,
        List<String> emails,
        String name,
        String givenName,
        String surname,
        String pseudonym,
        String profile,
        String use) {

    public IssuanceView {
        // Lists with null in them reach the parsing below, which has a sentence for it.
        emails = emails == null ? List.of() : new ArrayList<>(emails);
    }

    Outcome<Vouched> parsed(Profiles profiles) {
        if (csr == null || csr.isBlank()) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "Give the request, PKCS#10 in PEM, as the property \"csr\".");
        }
        return addresses()
                .then(addresses -> names().then(names -> profiles.find(profile == null ? Profiles.DEFAULT : profile)
                        .then(chosen -> keyUse().then(keyUse -> CertificateRequest.parse(
                                        csr.getBytes(StandardCharsets.UTF_8))
                                .map(request -> new Vouched(addresses, names, chosen, keyUse, request))))));
    }

    private Outcome<List<EmailAddress>> addresses() {
        if (emails.isEmpty()) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "Give at least one address in the list \"emails\".");
        }
        List<EmailAddress> all = new ArrayList<>();
        for (String email : emails) {
            Outcome<EmailAddress> address = EmailAddress.parse(email);
            if (!address.isOk()) {
                return Outcome.refused(address.refusal());
            }
            all.add(address.orThrow());
        }
        return Outcome.ok(all);
    }

    private Outcome<Optional<PersonName>> names() {
        return Stream.of(name, givenName, surname, pseudonym).allMatch(part -> part == null)
                ? Outcome.ok(Optional.empty())
                : PersonName.parse(name, givenName, surname, pseudonym).map(Optional::of);
    }

    private Outcome<KeyUse> keyUse() {
        return use == null
                ? Outcome.ok(KeyUse.BOTH)
                : Arrays.stream(KeyUse.values())
                        .filter(value -> value.text().equals(use))
                        .findFirst()
                        .map(Outcome::ok)
                        .orElseGet(() -> Outcome.refused(
                                RefusalCode.BAD_INPUT, "The property \"use\" is \"sign\", \"encrypt\" or \"both\"."));
    }
}
