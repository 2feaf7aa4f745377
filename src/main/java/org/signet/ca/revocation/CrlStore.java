package org.signet.ca.revocation;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/** Port: published CRLs and what goes into the next. */
public interface CrlStore {

    /**
     * The next number of that issuer's CRLs, taken for ever, and the changes of status that a CRL of this number tells of.
     *
     * @param floor the number is no less: it rises with the clock, so that it does not fall back with a restored database
     */
    Draft take(String issuerId, long floor);

    /** @param changes how many changes of a status of that issuer's certificates there were when the number was taken */
    record Draft(long number, long changes) {}

    /** Shows every revocation of that extent, in the order of the serial numbers. */
    void entries(Extent extent, Consumer<CrlTemplate.Entry> each);

    /**
     * What a CRL tells of.
     *
     * @param shard which part of the issuer's certificates; 0 for all
     * @param changes up to which change of a status
     * @param endAfter certificates that ended before are left out
     */
    record Extent(String issuerId, int shard, long changes, Instant endAfter) {}

    /** True if something that CRL tells of changed since. */
    boolean outdated(PublishedCrl crl);

    /**
     * Keeps the octets of a CRL that is about to be published. They are written in pieces of their own; nobody sees them before
     * {@link #insert}.
     *
     * @return how many there are
     */
    long keep(String issuerId, long number, InputStream der);

    /**
     * Drops the octets that nobody asks for any more: those of that shard before the newest, and those that a dead process left.
     * Numbers rise with the clock, so one of an hour ago is being written by nobody.
     */
    void drop(String issuerId, int shard, Instant now);

    /** Publishes a CRL whose octets are kept. */
    void insert(PublishedCrl crl);

    /** The one of that shard with the highest number. */
    Optional<PublishedCrl> latest(String issuerId, int shard);

    /** The DER octets of one of the newest two. */
    InputStream octets(PublishedCrl crl);

    /**
     * Whatever says that it was made after that moment counts as made then.
     *
     * @return how many did
     */
    int correctTimes(Instant now);

    /** From now on numbers are above this one: another program published with them before. */
    void raise(String issuerId, long number);

    /**
     * A CRL that clients may fetch.
     *
     * @param shard which part of the issuer's certificates it is about; 0 for all of them
     * @param thisUpdate to the millisecond, where the CRL itself says seconds
     * @param changes up to which change of a status it tells
     * @param size in octets
     */
    record PublishedCrl(
            String issuerId, int shard, long number, Instant thisUpdate, Instant nextUpdate, long changes, long size) {
        /** A clock that was set back by no more than this is taken for one that was set right. */
        private static final Duration SET_BACK = Duration.ofMinutes(5);

        /** When the one after it is made: no earlier. Refused, by exception, if the clock went back further than clocks are set. */
        Instant successorAt(Instant now) {
            if (now.isBefore(thisUpdate.minus(SET_BACK))) {
                throw new RefusedException(
                        RefusalCode.WRONG_STATE,
                        "This machine's clock says " + now.truncatedTo(ChronoUnit.SECONDS) + ", but CRL " + number
                                + " of "
                                + issuerId + " was made at " + thisUpdate.truncatedTo(ChronoUnit.SECONDS)
                                + ". Set the clock right; that CRL stays in force until then. If it is the clock that is"
                                + " right now and was ahead then: `signet crl --clock-is-right`.");
            }
            return now.isBefore(thisUpdate) ? thisUpdate : now;
        }
    }
}
