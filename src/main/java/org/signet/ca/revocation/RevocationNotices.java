package org.signet.ca.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.People;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Person;
import org.signet.model.RevocationReason;

/** Tells people that certificates of theirs were revoked without an officer; each method joins the caller's unit of work. */
public final class RevocationNotices {
    private final People people;
    private final MailQueue mails;
    private final RevocationLetters letters;
    private final Function<EmailAddress, String> languages;

    /** @param languages in which the reader of a mailbox was spoken to last */
    public RevocationNotices(
            People people, MailQueue mails, RevocationLetters letters, Function<EmailAddress, String> languages) {
        this.people = people;
        this.mails = mails;
        this.letters = letters;
        this.languages = languages;
    }

    /** Mails every address of each person, and those in the certificates, which may have been theirs before. */
    void tell(List<CertificateRecord> revoked, RevocationReason reason, Instant now) {
        Map<Long, List<CertificateRecord>> byHolder =
                revoked.stream().collect(Collectors.groupingBy(CertificateRecord::personId));
        byHolder.forEach((id, own) -> people.find(id)
                .ifPresent(person -> addresses(person, own)
                        .forEach(address -> mails.enqueue(
                                letters.revoked(address, person.name(), own, reason, languages.apply(address)), now))));
    }

    private static List<EmailAddress> addresses(Person person, List<CertificateRecord> certificates) {
        return EmailAddress.distinct(Stream.concat(
                        person.addresses().stream().map(Person.ProvenAddress::address),
                        certificates.stream().flatMap(certificate -> certificate.addresses().stream()))
                .toList());
    }
}
