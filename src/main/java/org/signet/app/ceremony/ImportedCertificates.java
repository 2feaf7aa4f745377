package org.signet.app.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.app.Signet;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.RevocationStore;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * Takes what an imported CA issued into our records. What they cannot hold is left out, each with its reason: one odd
 * certificate keeps no other out. Each call joins the caller's unit of work.
 */
final class ImportedCertificates {
    /** What a record of a certificate has room for. */
    private static final int MAX_SUBJECT = 500;

    private static final int MAX_ADDRESSES = 4000;
    /** Of a hostile name on a terminal. */
    private static final int SHOWN = 100;

    private final Signet signet;
    private final Issuer issuer;
    private final Map<SerialNumber, CrlTemplate.Entry> revoked;
    private final Actor actor;
    private final List<String> left = new ArrayList<>();
    private int imported;
    private int known;

    ImportedCertificates(Signet signet, Issuer issuer, Map<SerialNumber, CrlTemplate.Entry> revoked, Actor actor) {
        this.signet = signet;
        this.issuer = issuer;
        this.revoked = revoked;
        this.actor = actor;
    }

    int imported() {
        return imported;
    }

    int known() {
        return known;
    }

    /** What was left out, and why: a line each. */
    List<String> left() {
        return List.copyOf(left);
    }

    int seen() {
        return imported + known + left.size();
    }

    void record(Certificate certificate) {
        readable(certificate)
                .then(this::record)
                .run(
                        done -> {},
                        refusal -> left.add(certificate.content().serialText() + " ("
                                + Printable.of(certificate.content().shortName(), SHOWN) + "): " + refusal.detail()));
    }

    /** What our records may tell of a certificate. */
    private record Readable(
            Certificate certificate, SerialNumber serial, String subject, List<EmailAddress> addresses, KeyUse use) {}

    private Outcome<Readable> readable(Certificate certificate) {
        CertificateContent content = certificate.content();
        if (!certificate.signedBy(issuer.certificate().content().publicKey())) {
            return leave("not issued by this CA");
        }
        if (!content.soundSerial().isOk()) {
            return leave("its serial number is none that records and CRLs can hold; they lie between 1 and 2^159 - 1");
        }
        List<EmailAddress> addresses = EmailAddress.distinct(content.addresses());
        if (addresses.isEmpty()) {
            return leave("names no mailbox");
        }
        if (addresses.stream()
                        .map(EmailAddress::toString)
                        .collect(Collectors.joining("\n"))
                        .length()
                > MAX_ADDRESSES) {
            return leave("names " + addresses.size() + " mailboxes, more than a record can hold");
        }
        if (content.shortName().length() > MAX_SUBJECT) {
            return leave(
                    "its name has " + content.shortName().length() + " characters; a record can hold " + MAX_SUBJECT);
        }
        return use(certificate)
                .map(use -> new Readable(
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

    private Outcome<Readable> record(Readable readable) {
        Optional<CertificateRecord> before = signet.certificates().find(readable.serial());
        if (before.isEmpty() && signet.certificates().archive(readable.serial()).isEmpty()) {
            return insert(readable);
        }
        if (isArchived(readable.serial())) {
            known++;
            return Outcome.ok(readable);
        }
        if (before.isEmpty()
                || !before.get().der().equals(readable.certificate().der())) {
            return leave("another certificate has this serial number");
        }
        if (!before.get().status().isRevoked()) {
            // The import may be begun again with a newer CRL.
            takeStatus(readable.serial());
        }
        known++;
        return Outcome.ok(readable);
    }

    /** Whether one of this CA with that number left the tables; its status stays as it was told. */
    private boolean isArchived(SerialNumber serial) {
        return signet.certificates().archive(serial).isPresent()
                && signet.revocations().status(issuer.id(), serial).isPresent();
    }

    private Outcome<Readable> insert(Readable readable) {
        return signet.people()
                .vouchedFor(readable.addresses(), name(readable), actor)
                .map(person -> {
                    CertificateContent content = readable.certificate().content();
                    signet.certificates()
                            .insert(new CertificateRecord(
                                    readable.serial(),
                                    issuer.id(),
                                    0,
                                    person.id(),
                                    readable.subject(),
                                    readable.addresses(),
                                    "imported",
                                    readable.use(),
                                    content.keyId(),
                                    content.validity(),
                                    readable.certificate().der(),
                                    content.validity().notBefore(),
                                    new CertificateStatus.Active()));
                    takeStatus(readable.serial());
                    imported++;
                    return readable;
                });
    }

    /**
     * The certificate's name for somebody new, if it has one that a person may have. Who is known keeps theirs; who has none
     * gets the local part of the address.
     */
    private Optional<PersonName> name(Readable readable) {
        CertificateContent content = readable.certificate().content();
        boolean known = readable.addresses().stream()
                .anyMatch(address -> signet.people().find(address).isPresent());
        return known || content.shortName().equals(content.subject())
                ? Optional.empty()
                : PersonName.parse(content.shortName()).fold(Optional::of, unfit -> Optional.empty());
    }

    private void takeStatus(SerialNumber serial) {
        CrlTemplate.Entry entry = revoked.get(serial);
        if (entry != null) {
            signet.revocations()
                    .set(
                            RevocationStore.Subject.of(
                                    signet.certificates().find(serial).orElseThrow()),
                            status(entry));
        }
    }

    private static CertificateStatus status(CrlTemplate.Entry entry) {
        return entry.reason() == RevocationReason.CERTIFICATE_HOLD
                ? new CertificateStatus.Held(entry.at())
                : new CertificateStatus.Revoked(entry.at(), entry.reason(), entry.invalidity());
    }

    /** Takes over what the CRL tells of certificates that are not among this CA's in our records. */
    void recordOthers() {
        revoked.values().stream()
                .filter(entry -> signet.certificates()
                        .find(entry.serial())
                        .filter(record -> record.issuerId().equals(issuer.id()))
                        .isEmpty())
                .filter(entry -> !isArchived(entry.serial()))
                .forEach(entry -> signet.revocations()
                        .set(
                                new RevocationStore.Subject(issuer.id(), entry.serial(), 0, Optional.empty()),
                                status(entry)));
    }

    private static <T> Outcome<T> leave(String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, why);
    }
}
