package org.signet.app.ceremony;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.ca.access.People;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;

/** A certificate of somebody that was issued, but not by way of our records, with what they can hold of it. */
public record Recordable(
        Certificate certificate, SerialNumber serial, String subject, List<EmailAddress> addresses, KeyUse use) {
    /** What stands in a record in the place of a profile of ours. */
    public static final String NO_PROFILE = "imported";

    /** What a record of a certificate has room for. */
    private static final int MAX_SUBJECT = 500;

    private static final int MAX_ADDRESSES = 4000;

    /** Refused, as the end of a sentence that names it, if records cannot hold it. */
    public static Outcome<Recordable> of(Certificate certificate) {
        CertificateContent content = certificate.content();
        if (!content.soundSerial().isOk()) {
            return leave("its serial number is none that records and CRLs can hold; they lie between 1 and 2^159 - 1");
        }
        List<EmailAddress> addresses = EmailAddress.distinct(content.addresses());
        if (addresses.isEmpty()) {
            return leave("it names no mailbox");
        }
        if (addresses.stream()
                        .map(EmailAddress::toString)
                        .collect(Collectors.joining("\n"))
                        .length()
                > MAX_ADDRESSES) {
            return leave("it names " + addresses.size() + " mailboxes, more than a record can hold");
        }
        if (content.shortName().length() > MAX_SUBJECT) {
            return leave(
                    "its name has " + content.shortName().length() + " characters; a record can hold " + MAX_SUBJECT);
        }
        return use(certificate)
                .map(use -> new Recordable(
                        certificate,
                        content.soundSerial().orThrow(),
                        Printable.of(content.shortName()),
                        addresses,
                        use));
    }

    private static Outcome<KeyUse> use(Certificate certificate) {
        try {
            boolean signs = certificate.signs();
            boolean encrypts = certificate.encrypts();
            return Outcome.ok(signs && encrypts ? KeyUse.BOTH : encrypts ? KeyUse.ENCRYPT : KeyUse.SIGN);
        } catch (IllegalArgumentException malformed) {
            return leave("its keyUsage is malformed");
        }
    }

    private static <T> Outcome<T> leave(String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, why);
    }

    /**
     * The certificate's name for somebody new, if it has one that a person may have. Who is known keeps theirs; who has none
     * gets the local part of the address.
     */
    public Optional<PersonName> name(People people) {
        CertificateContent content = certificate.content();
        boolean known =
                addresses.stream().anyMatch(address -> people.find(address).isPresent());
        return known || content.shortName().equals(content.subject())
                ? Optional.empty()
                : PersonName.parse(content.shortName()).fold(Optional::of, unfit -> Optional.empty());
    }

    /**
     * The record of it, issued when its validity began.
     *
     * @param crlShard as of {@link CertificateRecord}, the person's number and the profile's id too
     */
    public CertificateRecord record(String issuerId, int crlShard, long personId, String profile) {
        CertificateContent content = certificate.content();
        return new CertificateRecord(
                serial,
                issuerId,
                crlShard,
                personId,
                subject.isEmpty() ? addresses.get(0).toString() : subject,
                addresses,
                profile,
                use,
                content.keyId(),
                content.validity(),
                certificate.der(),
                content.validity().notBefore(),
                new CertificateStatus.Active());
    }
}
