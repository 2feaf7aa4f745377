package org.signet.ca.enrollment;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Person;
import org.signet.model.PersonName;
import org.signet.model.SerialNumber;

/**
 * One enrolment. Secrets are known by their digests only.
 *
 * @param id random, not secret
 * @param pair whether two keys are certified, one to sign and one to encrypt to; one key for both otherwise
 * @param further mailboxes besides the first that the certificate will name
 * @param language of the mails: {@code en} or {@code de}
 * @param origin the IP address it was asked from
 * @param proof digest of the link or code mailed to prove the first mailbox; until when; wrong codes so far
 * @param key digest of the secret that lets a key be certified (the second link, or the terminal's own secret), and its
 *     end; null before there is one
 * @param decision who decided, when, and what they said; null before
 * @param serial of the certificate, of a pair the signing one; null before
 * @param encryptionSerial of a pair's other certificate; null before and otherwise
 */
public record Enrollment(
        String id,
        EmailAddress address,
        PersonName name,
        List<Further> further,
        boolean pair,
        Channel channel,
        String language,
        String origin,
        Instant requested,
        EnrollmentState state,
        Proof proof,
        Secret key,
        long personId,
        Decision decision,
        SerialNumber serial,
        SerialNumber encryptionSerial) {

    public record Proof(Bytes digest, Instant expires, int wrong) {}

    /** @param code digest of the code mailed to it; it is typed where the first mailbox is proven */
    public record Further(EmailAddress address, Bytes code) {}

    public record Secret(Bytes digest, Instant expires) {}

    public record Decision(String by, Instant at, String comment) {}

    public Enrollment {
        further = List.copyOf(further);
    }

    /** Every mailbox that the certificate will name. */
    public List<EmailAddress> addresses() {
        return Stream.concat(Stream.of(address), further.stream().map(Further::address))
                .toList();
    }

    /** The mailboxes that a code was mailed to, in the order in which the codes are asked for. */
    public List<EmailAddress> coded() {
        return channel == Channel.TERMINAL
                ? addresses()
                : further.stream().map(Further::address).toList();
    }

    /** The mailbox whose code is not the one that was mailed to it. */
    Optional<EmailAddress> wrong(List<OneTimeSecret> codes) {
        Stream<Bytes> first = channel == Channel.TERMINAL ? Stream.of(proof.digest()) : Stream.of();
        List<Bytes> mailed =
                Stream.concat(first, further.stream().map(Further::code)).toList();
        return IntStream.range(0, mailed.size())
                .filter(i -> !mailed.get(i).equals(codes.get(i).digest()))
                .mapToObj(i -> coded().get(i))
                .findFirst();
    }

    public Optional<Decision> decided() {
        return Optional.ofNullable(decision);
    }

    /** Whether nobody asked for it: an operator vouched for the mailbox, whose proof was never open. */
    boolean invited() {
        return !proof.expires().isAfter(requested);
    }

    /** Whether nobody asked for it: a certificate of theirs ends, and they were mailed the link by which to renew it. */
    public boolean renews() {
        return invited()
                && decided()
                        .filter(made -> made.by().equals(Actor.system().name()))
                        .isPresent();
    }

    /**
     * One that is approved as it begins, since somebody vouches for it: its mailed link alone remains, for a browser. No proof
     * of a mailbox is open.
     *
     * @param by who vouches
     */
    static Enrollment approved(
            Person person,
            List<EmailAddress> addresses,
            boolean pair,
            String language,
            Secret key,
            Actor by,
            Instant now,
            SecureRandom random) {
        return new Enrollment(
                newId(random),
                addresses.get(0),
                person.name(),
                addresses.stream()
                        .skip(1)
                        .map(address -> new Further(address, unknown(random)))
                        .toList(),
                pair,
                Channel.BROWSER,
                language,
                by.origin(),
                now,
                EnrollmentState.APPROVED,
                new Proof(unknown(random), now, 0),
                key,
                person.id(),
                new Decision(by.name(), now, ""),
                null,
                null);
    }

    static String newId(SecureRandom random) {
        return OneTimeSecret.token(random).text().substring(0, 22);
    }

    /** The digest of a secret that nobody has. */
    private static Bytes unknown(SecureRandom random) {
        return OneTimeSecret.token(random).digest();
    }

    /**
     * When it ends by itself if nothing more happens: with the proof's secret; when the mailbox was proven too long ago to rely
     * on (S/MIME BR §4.2.1: 30 days); some time after the end of the key's link, which can be had anew until then. Empty
     * once it is over.
     */
    Optional<Instant> end(EnrollmentRules rules) {
        return switch (state) {
            case REQUESTED -> Optional.of(proof.expires());
            case PROVEN -> Optional.of(requested.plus(rules.patience()));
            case APPROVED ->
                Optional.ofNullable(key)
                        .map(secret -> channel == Channel.TERMINAL
                                ? secret.expires()
                                : secret.expires().plus(rules.grace()));
            case REFUSED, ISSUED, EXPIRED, WITHDRAWN -> Optional.empty();
        };
    }

    Enrollment in(EnrollmentState other) {
        return with(other, proof, key, personId, decision, serials());
    }

    Enrollment of(long person) {
        return with(state, proof, key, person, decision, serials());
    }

    Enrollment decided(Decision made) {
        return with(state, proof, key, personId, made, serials());
    }

    Enrollment withKey(Secret secret) {
        return with(state, proof, secret, personId, decision, serials());
    }

    Enrollment wrongCode() {
        return with(
                state,
                new Proof(proof.digest(), proof.expires(), proof.wrong() + 1),
                key,
                personId,
                decision,
                serials());
    }

    /** What the keys are for, one certificate for each, in the order of the requests that have them certified. */
    public List<KeyUse> uses() {
        return pair ? List.of(KeyUse.SIGN, KeyUse.ENCRYPT) : List.of(KeyUse.BOTH);
    }

    /** Of the certificates, in the order of {@link #uses}; empty before. */
    public List<SerialNumber> serials() {
        return Stream.of(serial, encryptionSerial).filter(Objects::nonNull).toList();
    }

    Enrollment issued(List<SerialNumber> numbers) {
        return with(state, proof, key, personId, decision, numbers);
    }

    private Enrollment with(
            EnrollmentState newState,
            Proof newProof,
            Secret newKey,
            long person,
            Decision made,
            List<SerialNumber> numbers) {
        SerialNumber first = numbers.isEmpty() ? null : numbers.get(0);
        SerialNumber second = numbers.size() < 2 ? null : numbers.get(1);
        return new Enrollment(
                id, address, name, further, pair, channel, language, origin, requested, newState, newProof, newKey,
                person, made, first, second);
    }
}
