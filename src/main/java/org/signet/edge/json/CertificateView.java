package org.signet.edge.json;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.ca.directory.Entry;
import org.signet.crypto.x509.Certificate;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;

/**
 * A certificate in JSON.
 *
 * @param serial lower-case hexadecimal
 * @param subject the whole distinguished name, as is {@code issuer}
 * @param use {@code sign}, {@code encrypt} or {@code both}
 * @param sha256 fingerprint in lower-case hexadecimal
 * @param status {@code active}, {@code held}, {@code revoked} or {@code expired}
 */
public record CertificateView(
        String serial,
        String subject,
        String issuer,
        List<String> emails,
        String use,
        Instant notBefore,
        Instant notAfter,
        String sha256,
        String status,
        String pem) {

    public CertificateView {
        emails = emails == null ? List.of() : List.copyOf(emails);
    }

    public static CertificateView of(CertificateRecord entry, Instant now) {
        Certificate certificate = Certificate.parse(entry.der()).orThrow();
        return new CertificateView(
                entry.serial().hex(),
                certificate.content().subject(),
                certificate.content().issuer(),
                entry.addresses().stream().map(EmailAddress::toString).toList(),
                entry.use().text(),
                entry.validity().notBefore(),
                entry.validity().notAfter(),
                certificate.sha256().hex(),
                entry.status()
                        .fold(() -> entry.expiredAt(now) ? "expired" : "active", held -> "held", revoked -> "revoked"),
                certificate.pem());
    }

    /** Of one that can be encrypted to now. */
    public static CertificateView of(Certificate certificate) {
        KeyUse use = certificate.signs() ? KeyUse.BOTH : KeyUse.ENCRYPT;
        return new CertificateView(
                certificate.content().serialText(),
                certificate.content().subject(),
                certificate.content().issuer(),
                certificate.content().addresses().stream()
                        .map(EmailAddress::toString)
                        .toList(),
                use.text(),
                certificate.content().validity().notBefore(),
                certificate.content().validity().notAfter(),
                certificate.sha256().hex(),
                "active",
                certificate.pem());
    }

    /**
     * The answer to a look-up, the newest certificate first.
     *
     * @param authorities of a partner's: the CA certificates that came with them, in PEM; nobody vouches for these
     * @param holder whose they are, as the records say it; null if nobody was found
     */
    public record Found(List<CertificateView> certificates, List<String> authorities, Holder holder) {
        public Found {
            certificates = certificates == null ? List.of() : List.copyOf(certificates);
            authorities = authorities == null ? List.of() : List.copyOf(authorities);
        }

        /** @param entry whoever was found, if anybody was */
        static Found of(Optional<Entry> entry) {
            return new Found(
                    entry.stream()
                            .flatMap(found -> found.parsed().stream())
                            .map(CertificateView::of)
                            .toList(),
                    entry.stream()
                            .flatMap(found -> found.certificates().stream())
                            .flatMap(usable -> usable.enclosed().stream())
                            .map(Certificate::pem)
                            .distinct()
                            .toList(),
                    entry.map(Holder::of).orElse(null));
        }
    }

    /**
     * A person or a contact.
     *
     * @param givenName null if not known, as the surname is and the pseudonym
     * @param emails every mailbox
     */
    public record Holder(String name, String givenName, String surname, String pseudonym, List<String> emails) {
        public Holder {
            emails = emails == null ? List.of() : List.copyOf(emails);
        }

        private static Holder of(Entry entry) {
            PersonName name = entry.name();
            return new Holder(
                    name.text(),
                    name.givenName().orElse(null),
                    name.surname().orElse(null),
                    name.pseudonym().orElse(null),
                    entry.addresses().stream().map(EmailAddress::toString).toList());
        }
    }
}
