package org.signet.app.backup;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.RevocationStore;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.edge.store.Stores;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.RevocationReason;

/**
 * The CRLs that the CA published last, as proxies and clients have kept them: what was revoked after a backup is on them, and would count as good again
 * without them. Each call joins the caller's unit of work.
 */
record LastCrls(Stores stores, AuditLog log, Actor actor) {
    /** A number that can still be counted on from. */
    private static final int MOST_BITS = 62;

    /** Takes over what they tell and the records do not; how many revocations that are. */
    int take(List<Crl> crls) {
        return crls.stream().mapToInt(this::take).sum();
    }

    private int take(Crl crl) {
        Issuer issuer = stores.issuers().all().stream()
                .filter(one -> crl.names(one.certificate())
                        && crl.signedBy(one.certificate().content().publicKey()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.BAD_INPUT, "A CRL is of none of this CA's issuers. Nothing was restored."));
        crl.number()
                .filter(number -> number.bitLength() <= MOST_BITS)
                .map(BigInteger::longValueExact)
                .ifPresent(number -> stores.crls().raise(issuer.id(), number));
        return (int) crl.content().revocations().values().stream()
                .filter(entry -> taken(issuer, entry))
                .count();
    }

    private boolean taken(Issuer issuer, CrlTemplate.Entry entry) {
        Optional<CertificateRecord> record = stores.certificates().find(entry.serial());
        CertificateStatus told = status(entry);
        Optional<CertificateStatus> known = record.map(CertificateRecord::status)
                .or(() -> stores.revocations().status(issuer.id(), entry.serial()));
        if (known.filter(now -> now.isRevoked() || now.equals(told)).isPresent()) {
            return false;
        }
        stores.revocations()
                .set(
                        record.map(RevocationStore.Subject::of)
                                .orElseGet(() -> new RevocationStore.Subject(
                                        issuer.id(), entry.serial(), issuer.shard(entry.serial()), Optional.empty())),
                        told);
        log.append(
                actor,
                new AuditEvent.CertificateRevoked(
                        entry.serial(),
                        entry.reason(),
                        entry.invalidity().map(Object::toString).orElse("")));
        return true;
    }

    private static CertificateStatus status(CrlTemplate.Entry entry) {
        return entry.reason() == RevocationReason.CERTIFICATE_HOLD
                ? new CertificateStatus.Held(entry.at())
                : new CertificateStatus.Revoked(entry.at(), entry.reason(), entry.invalidity());
    }
}
