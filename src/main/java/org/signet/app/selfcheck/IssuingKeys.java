package org.signet.app.selfcheck;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Outcome;

/** That the key of the CA which issues now can be used. */
public final class IssuingKeys implements Check {
    /** Signed to see whether a token still does: no certificate or CRL begins like it, or ever will. */
    private static final byte[] TRIAL = "Signet looks whether this key is at hand.".getBytes(StandardCharsets.US_ASCII);

    private final Issuers issuers;
    private final Keys keys;
    private final Clock clock;

    /** The keys, as far as they can be had without asking anybody. */
    public interface Keys {
        /** Whether nobody need be asked for its passphrase, since it is open or its passphrase is kept in a file. */
        boolean atHand(Issuer issuer);

        Outcome<SigningKey> key(Issuer issuer);

        boolean inToken(Issuer issuer);

        /** Whether this process serves, so that a key that is not open is missed. */
        boolean needed();
    }

    public IssuingKeys(Issuers issuers, Keys keys, Clock clock) {
        this.issuers = issuers;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "key";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        return issuers.issuing(clock.instant(), List.of())
                .fold(issuer -> List.of(judge(issuer, new Subject(name(), issuer.id()))), refusal -> List.of());
    }

    private Observation judge(Issuer issuer, Subject subject) {
        if (!keys.atHand(issuer)) {
            return keys.needed()
                    ? subject.broken(
                            "key.closed",
                            "The key of {0} is not open, so nothing is issued and no CRL published.",
                            "Start the server again and give the passphrase.",
                            issuer.id())
                    : subject.good(
                            "key.unseen",
                            "The key of {0} was not tried: its passphrase is not kept here. The server's own self-check tries it.",
                            issuer.id());
        }
        return keys.key(issuer)
                .fold(
                        key -> keys.inToken(issuer) ? inToken(issuer, key, subject) : good(issuer, subject),
                        refusal -> subject.broken(
                                "key.unusable",
                                "The key of {0} cannot be used: {1}",
                                "",
                                issuer.id(),
                                refusal.detail()));
    }

    private static Observation good(Issuer issuer, Subject subject) {
        return subject.good("key.good", "The key of {0} is at hand.", issuer.id());
    }

    /** An open key says nothing of a token that was taken out since. */
    private static Observation inToken(Issuer issuer, SigningKey key, Subject subject) {
        try {
            key.sign(SignatureScheme.forKey(key.publicKey()), TRIAL);
            return good(issuer, subject);
        } catch (RuntimeException e) {
            return subject.broken(
                    "key.token",
                    "The token with the key of {0} does not sign: {1}",
                    "Put it back, and start the server again.",
                    issuer.id(),
                    e.getMessage());
        }
    }
}
