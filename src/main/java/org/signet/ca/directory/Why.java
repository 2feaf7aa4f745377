package org.signet.ca.directory;

import java.time.Instant;
import java.util.List;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;

/** Why there is no certificate to encrypt to for an address, and what to do about it. */
public enum Why {
    UNKNOWN("Nobody has this address. Its holder can enrol, or a partner's certificate can be added."),
    UNLISTED("Its holder is not shown in the directory; an officer can change that on the page of people."),
    NEVER_ISSUED("None was ever issued. Its holder can enrol."),
    SIGNING_ONLY("What was issued is for signing only. Its holder can enrol for encryption too."),
    REVOKED("It was revoked. Its holder can enrol again."),
    HELD("It is on hold. An officer can release it."),
    EXPIRED("It has expired. Its holder can renew it."),
    UNUSABLE("Its CA was revoked, or it is not yet valid. Its holder can enrol again."),
    NOT_ACCEPTED(
            "One is known, but it leads to no CA that was accepted for this domain; accept the issuing one (`signet partner accept`).");

    private final String text;

    Why(String text) {
        this.text = text;
    }

    /** In one English sentence or two. */
    public String text() {
        return text;
    }

    /** @param all of one of our people, newest first */
    static Why of(List<CertificateRecord> all, Instant now) {
        if (all.isEmpty()) {
            return NEVER_ISSUED;
        }
        return all.stream()
                .filter(each -> each.use().encrypts())
                .findFirst()
                .map(newest -> of(newest, now))
                .orElse(SIGNING_ONLY);
    }

    private static Why of(CertificateRecord newest, Instant now) {
        CertificateStatus status = newest.status();
        if (!status.isActive()) {
            return status.isRevoked() ? REVOKED : HELD;
        }
        return newest.expiredAt(now) ? EXPIRED : UNUSABLE;
    }

    /** @param known for an address of nobody's of ours, the one seen last first */
    static Why ofContacts(List<Contact> known, Instant now) {
        if (known.isEmpty()) {
            return UNKNOWN;
        }
        Contact newest = known.get(0);
        if (newest.standing().revoked().isPresent()) {
            return REVOKED;
        }
        return newest.certificate().content().validity().contains(now) ? NOT_ACCEPTED : EXPIRED;
    }
}
