package org.signet.app;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.signet.ca.authority.Issued;
import org.signet.crypto.policy.KeyType;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;

/** A certificate that a test wants from an operator: of {@code mailbox-strict}, and as most people have it where nothing else is said. */
public record Wanted(List<EmailAddress> addresses, Optional<PersonName> name, KeyUse use, Optional<KeyPair> key) {

    /** For signing and encryption, with a fresh P-256 key and no name. */
    public static Wanted of(String... addresses) {
        return new Wanted(
                Arrays.stream(addresses)
                        .map(address -> EmailAddress.parse(address).orThrow())
                        .toList(),
                Optional.empty(),
                KeyUse.BOTH,
                Optional.empty());
    }

    public Wanted named(String other) {
        return new Wanted(addresses, Optional.of(PersonName.ofDisplay(other)), use, key);
    }

    public Wanted to(KeyUse other) {
        return new Wanted(addresses, name, other, key);
    }

    public Wanted with(KeyPair other) {
        return new Wanted(addresses, name, use, Optional.of(other));
    }

    public Issued from(Signet signet) {
        return signet.operatorIssuance()
                .issue(
                        addresses,
                        name,
                        signet.profiles().find("mailbox-strict").orThrow(),
                        use,
                        Csr.parsed(key.orElseGet(() -> Csr.key(KeyType.EC_P256))),
                        TestCa.OPERATOR)
                .orThrow();
    }
}
