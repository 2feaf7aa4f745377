package org.signet.ca.enrollment;

import java.time.Instant;
import java.util.Optional;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.SerialNumber;

/**
 * One enrolment. Secrets are known by their digests only.
 *
 * @param id random, not secret
 * @param language of the mails: {@code en} or {@code de}
 * @param origin the IP address it was asked from
 * @param proof digest of the link or code mailed to prove the mailbox; until when; wrong codes so far
 * @param key digest of the secret that lets a key be certified (the second link, or the terminal's own secret), and its
 *     end; null before there is one
 * @param decision who decided, when, and what they said; null before
 * @param serial of the certificate; null before
 */
public record Enrollment(
        String id,
        EmailAddress address,
        PersonName name,
        Channel channel,
        String language,
        String origin,
        Instant requested,
        EnrollmentState state,
        Proof proof,
        Secret key,
        long personId,
        Decision decision,
        SerialNumber serial) {

    public record Proof(Bytes digest, Instant expires, int wrong) {}

    public record Secret(Bytes digest, Instant expires) {}

    public record Decision(String by, Instant at, String comment) {}

    public Optional<Decision> decided() {
        return Optional.ofNullable(decision);
    }

    /** Whether nobody asked for it: an operator vouched for the mailbox, whose proof was never open. */
    boolean invited() {
        return !proof.expires().isAfter(requested);
    }

    Enrollment proven(long person) {
        return with(EnrollmentState.PROVEN, proof, key, person, decision, serial);
    }

    Enrollment decided(EnrollmentState outcome, Decision made) {
        return with(outcome, proof, key, personId, made, serial);
    }

    Enrollment withKey(Secret secret) {
        return with(state, proof, secret, personId, decision, serial);
    }

    Enrollment wrongCode() {
        return with(
                state, new Proof(proof.digest(), proof.expires(), proof.wrong() + 1), key, personId, decision, serial);
    }

    Enrollment issued(SerialNumber number) {
        return with(EnrollmentState.ISSUED, proof, key, personId, decision, number);
    }

    private Enrollment with(
            EnrollmentState newState, Proof newProof, Secret newKey, long person, Decision made, SerialNumber number) {
        return new Enrollment(
                id, address, name, channel, language, origin, requested, newState, newProof, newKey, person, made,
                number);
    }
}
