package org.signet.ca.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Validity;

/**
 * Somebody who can be written to encrypted: what every protocol tells of them.
 *
 * @param id stays the same as long as the entry exists; letters, digits and hyphens
 * @param addresses every mailbox of theirs that the directory answers for
 * @param partner name of the company that they are of; empty for our own people
 * @param certificates to encrypt to now, best first; at least one, but for an entry of {@link DirectoryStore#page}
 */
public record Entry(
        String id, PersonName name, List<EmailAddress> addresses, Optional<String> partner, List<Usable> certificates) {
    public Entry {
        addresses = List.copyOf(addresses);
        certificates = List.copyOf(certificates);
    }

    /**
     * A certificate that can be encrypted to.
     *
     * @param der the certificate; not parsed, since most who ask pass it on as it is
     * @param issuer id of the issuer of ours that signed it; empty for a partner's
     * @param enclosed of a partner's: the CA certificates that came with it
     * @param since when it was issued, or came to us
     */
    public record Usable(
            Bytes der, Optional<String> issuer, List<Certificate> enclosed, Instant since, Validity validity) {
        public Usable {
            enclosed = List.copyOf(enclosed);
        }

        private static Usable of(Certificate certificate, List<Certificate> authorities) {
            Validity validity = certificate.content().validity();
            return new Usable(certificate.der(), Optional.empty(), authorities, validity.notBefore(), validity);
        }

        public Certificate certificate() {
            return Certificate.parse(der).orThrow();
        }

        /** The certificate, and what came with it. */
        public List<Certificate> enclosedChain() {
            return Stream.concat(Stream.of(certificate()), enclosed.stream()).toList();
        }
    }

    /**
     * What is known of somebody by certificates alone.
     *
     * @param found at least one, best first
     * @param authorities CA certificates that may stand above
     */
    public static Entry told(EmailAddress asked, List<Certificate> found, List<Certificate> authorities) {
        List<EmailAddress> addresses = new ArrayList<>(List.of(asked));
        found.forEach(each -> addresses.addAll(each.content().addresses()));
        return told(nameIn(found.get(0), asked), addresses, found, authorities);
    }

    /**
     * What another Signet told of somebody.
     *
     * @param found at least one, best first
     * @param authorities CA certificates that may stand above
     */
    public static Entry told(
            PersonName name, List<EmailAddress> addresses, List<Certificate> found, List<Certificate> authorities) {
        return new Entry(
                "c" + found.get(0).sha256().hex(),
                name,
                EmailAddress.distinct(addresses),
                Optional.empty(),
                found.stream().map(each -> Usable.of(each, authorities)).toList());
    }

    /** As the certificate says; the address where it says none that can be shown. */
    static PersonName nameIn(Certificate certificate, EmailAddress address) {
        return PersonName.parse(certificate.content().shortName())
                .fold(name -> name, refusal -> PersonName.ofDisplay(address.toString()));
    }

    /** The certificates, parsed. */
    public List<Certificate> parsed() {
        return certificates.stream().map(Usable::certificate).toList();
    }
}
