package org.signet.ca.authority;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.model.Bytes;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyId;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** Port: the records of certificates, and of those about to be signed. */
public interface CertificateStore {

    /** Every use of a key: who had it certified or is about to, and how that ended. No other node is told until the unit of work ends. */
    List<KeyRecord> uses(KeyId key);

    /**
     * A use of a key.
     *
     * @param revoked why the certificate of that key was revoked, if it was
     * @param intended since when it is about to be certified; empty if it was, or the intent was given up
     */
    record KeyRecord(long personId, Optional<RevocationReason> revoked, Optional<Instant> intended) {}

    /** Whether somebody proved that others have this key. */
    boolean isCompromised(KeyId key);

    /** Remembers that others have this key, if that is not known yet. */
    void setCompromised(KeyId key, Instant now);

    void insertIntent(Intent intent);

    /** Ends an intent; false if it was abandoned meanwhile. */
    boolean completeIntent(SerialNumber serial);

    /** Marks intents from before that moment as abandoned and returns their serial numbers. */
    List<SerialNumber> abandonIntents(Instant before, Instant now);

    void insert(CertificateRecord certificate);

    Optional<CertificateRecord> find(SerialNumber serial);

    List<CertificateRecord> ofPerson(long personId);

    /** Every certificate of that key, newest first. */
    List<CertificateRecord> ofKey(KeyId key);

    /** Every certificate that names that mailbox, newest first. */
    List<CertificateRecord> naming(EmailAddress address);

    /**
     * Certificates of people, not revoked, that end then: in the order of their ends, a page of them.
     *
     * @param from after this moment
     * @param until no later than this
     * @param last of the page before; empty for the first
     */
    List<CertificateRecord> ending(Instant from, Instant until, Optional<CertificateRecord> last, int limit);

    /**
     * Certificates that have not ended, revoked ones too, in the order in which they were issued: a page of them.
     *
     * @param after the number of the last of the page before; 0 for the first
     */
    List<Numbered> live(long after, Instant now, int limit);

    /** @param number of the row, rising with every certificate */
    record Numbered(long number, CertificateRecord certificate) {}

    /** How many certificates of people below that issuer have neither ended nor been revoked; reads all of them. */
    long liveBelow(String issuerId, Instant now);

    /** What the tables still tell of the certificate of that number; empty if it was not archived. */
    Optional<Archived> archive(SerialNumber serial);

    /** @param file that holds it */
    record Archived(String file, Instant notAfter, CertificateStatus status) {}

    /** Why {@link #find} does not find it. */
    default Refusal absent(SerialNumber serial) {
        String sentence = archive(serial)
                .map(archived -> "The certificate with serial " + serial + " ended long ago and was archived, in "
                        + archived.file()
                        + "; `signet archive find " + serial + "` tells what was recorded of it.")
                .orElse("There is no certificate with serial " + serial
                        + " in our records; look it up with `signet find` or under Certificates.");
        return new Refusal(RefusalCode.NOT_FOUND, sentence);
    }

    /** How many were issued so far; quick, and perhaps a few too many. */
    long issued();

    /** What is about to be signed: enough to know every certificate that could exist after a crash. */
    record Intent(SerialNumber serial, String issuerId, long personId, KeyId key, Bytes tbs, Instant at) {}
}
