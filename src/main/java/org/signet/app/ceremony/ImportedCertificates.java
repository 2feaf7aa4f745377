package org.signet.app.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.app.Signet;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.RevocationStore;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * Takes what an imported CA issued into our records. What they cannot hold is left out, each with its reason: one odd
 * certificate keeps no other out. Each call joins the caller's unit of work.
 */
final class ImportedCertificates {
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

    private Outcome<Recordable> readable(Certificate certificate) {
        return certificate.signedBy(issuer.certificate().content().publicKey())
                ? Recordable.of(certificate)
                : leave("not issued by this CA");
    }

    private Outcome<Recordable> record(Recordable readable) {
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

    private Outcome<Recordable> insert(Recordable readable) {
        return signet.people()
                .vouchedFor(readable.addresses(), readable.name(signet.people()), actor)
                .map(person -> {
                    signet.certificates().insert(readable.record(issuer.id(), 0, person.id(), Recordable.NO_PROFILE));
                    takeStatus(readable.serial());
                    imported++;
                    return readable;
                });
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
