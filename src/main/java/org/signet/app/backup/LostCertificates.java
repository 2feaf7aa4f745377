package org.signet.app.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.signet.app.Signet;
import org.signet.app.ceremony.Recordable;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issuer;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.ca.revocation.Revocation;
import org.signet.ca.revocation.RevocationStore;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * Records certificates again that were issued after the backup was made from which the tables came: their holders have them, and a copy of each can be
 * found. One is ours if the key of an issuing CA of ours signed it. What was once told as revoked stays revoked. Begun again, it goes on where it was.
 */
public final class LostCertificates {
    private static final int BATCH = 100;
    /** Validity begins five minutes before the signature, and an issuance may have been under way at the moment of the backup. */
    private static final Duration EARLIER = Duration.ofMinutes(10);

    private final Signet signet;
    private final CertificateStore certificates;
    private final Actor actor;
    private final List<Issuer> issuers;

    public LostCertificates(Signet signet, Actor actor) {
        this.signet = signet;
        this.certificates = signet.certificates();
        this.actor = actor;
        this.issuers = signet.authority().issuers();
    }

    /** A certificate that turned up, or why one could not be read, and where. */
    public record Given(String source, Outcome<Certificate> certificate) {}

    /** @param serial empty if it could not be read */
    public record Told(String source, String serial, String detail) {}

    /**
     * What came of it.
     *
     * @param recorded are in the records now and were not, with their mailboxes
     * @param known how many were there before
     * @param revoked of those that were recorded, with the reason
     * @param refused each with the reason
     */
    public record Report(List<Told> recorded, int known, List<Told> revoked, List<Told> refused) {}

    /**
     * Records what is given, a hundred in a unit of work.
     *
     * @param since from when on the records lack certificates; if empty, the audit log says of which moment the restored backup is
     */
    public Outcome<Report> run(Stream<Given> given, Optional<Instant> since) {
        List<Gap> gaps = since.map(from -> List.of(new Gap(from, signet.clock().instant())))
                .orElseGet(this::restorations);
        if (gaps.isEmpty()) {
            return refused(
                    "The audit log tells of no restored backup, so no certificate can be missing. If the tables were brought back"
                            + " by other means, say of which moment they are, with --since.");
        }
        Tally tally = new Tally();
        Iterator<Given> all = given.iterator();
        while (all.hasNext()) {
            List<Given> batch = new ArrayList<>();
            List<Outcome<Ours>> judged = new ArrayList<>();
            while (batch.size() < BATCH && all.hasNext()) {
                Given one = all.next();
                batch.add(one);
                judged.add(one.certificate().then(this::ours));
            }
            List<Outcome<Done>> done = signet.transactions()
                    .durable(() -> judged.stream()
                            .map(each -> each.then(ours -> taken(ours, gaps)))
                            .toList());
            IntStream.range(0, done.size()).forEach(i -> tally.add(batch.get(i), done.get(i)));
        }
        return Outcome.ok(tally.report());
    }

    /** When certificates were issued that the records do not have. */
    private record Gap(Instant from, Instant until) {
        boolean holds(Instant validFrom) {
            return !validFrom.isBefore(from.minus(EARLIER)) && !validFrom.isAfter(until);
        }
    }

    private List<Gap> restorations() {
        return signet.audit().of(AuditEvent.BackupRestored.class).stream()
                .map(entry -> new Gap(Instant.parse(entry.detail("made")), entry.at()))
                .toList();
    }

    private record Ours(Recordable certificate, Issuer issuer) {
        SerialNumber serial() {
            return certificate.serial();
        }

        CertificateContent content() {
            return certificate.certificate().content();
        }
    }

    private Outcome<Ours> ours(Certificate certificate) {
        Optional<Issuer> issuer = issuers.stream()
                .filter(each -> each.isOurs()
                        && certificate.signedBy(each.certificate().content().publicKey()))
                .findFirst();
        if (issuer.isEmpty()) {
            return refused("None of our CAs signed it; certificates of others are kept by `signet partner add`.");
        }
        if (certificate.content().isCa()) {
            return refused(
                    "It is a CA's own; a CA that was made since the backup is made anew, by `signet authority`.");
        }
        if (certificate.content().isOcspResponder()) {
            return refused("It is that of an OCSP responder; the server makes another by itself.");
        }
        if (issuer.get().standing() == Issuer.Standing.IMPORTED) {
            return refused("Another program issued it, as " + issuer.get().id()
                    + "; run `signet authority import` again with it.");
        }
        return Recordable.of(certificate.canonical())
                .fold(
                        found -> Outcome.ok(new Ours(found, issuer.get())),
                        why -> refused("The records cannot hold it: " + why.detail() + "."));
    }

    /** @param recorded with what status; empty for what was known */
    record Done(SerialNumber serial, Optional<CertificateStatus> recorded) {}

    private Outcome<Done> taken(Ours ours, List<Gap> gaps) {
        Optional<CertificateRecord> before = certificates.find(ours.serial());
        if (before.isPresent()
                && !Certificate.parse(before.get().der())
                        .orThrow()
                        .content()
                        .der()
                        .equals(ours.content().der())) {
            return another(ours);
        }
        Optional<CertificateStore.Archived> archived = certificates.archive(ours.serial());
        if (archived.isPresent()
                && !archived.get().notAfter().equals(ours.content().validity().notAfter())) {
            return another(ours);
        }
        if (before.isPresent() || archived.isPresent()) {
            return Outcome.ok(new Done(ours.serial(), Optional.empty()));
        }
        Instant from = ours.content().validity().notBefore();
        if (gaps.stream().noneMatch(gap -> gap.holds(from))) {
            return refused("It holds from " + from
                    + ", and of that time the records know all that was issued: find out who else"
                    + " may have the key of " + ours.issuer().id()
                    + ". If this CA did issue it, say since when the records lack some, with --since.");
        }
        return holder(ours).map(person -> new Done(ours.serial(), Optional.of(recorded(ours, person))));
    }

    /** Whose it is: who has the mailbox, or somebody new. The server's own is nobody's. */
    private Outcome<Long> holder(Ours ours) {
        if (isService(ours)) {
            return Outcome.ok(0L);
        }
        Recordable certificate = ours.certificate();
        List<Long> holders = certificate.addresses().stream()
                .flatMap(address -> signet.people().find(address).stream())
                .map(person -> person.id())
                .distinct()
                .toList();
        return holders.size() > 1
                ? refused(
                        "Its mailboxes belong to several people in the records; let one have them all, under People, and take it in"
                                + " again.")
                : signet.people()
                        .vouchedFor(certificate.addresses(), certificate.name(signet.people()), actor)
                        .map(person -> person.id());
    }

    private boolean isService(Ours ours) {
        return ours.certificate()
                .addresses()
                .equals(List.of(signet.serviceIdentity().address()));
    }

    private CertificateStatus recorded(Ours ours, long person) {
        SerialNumber serial = ours.serial();
        boolean lost = isLost(ours.content().keyId());
        Optional<CertificateStatus> told =
                signet.revocations().status(ours.issuer().id(), serial);
        // An issuance that was under way at the moment of the backup did come to its end.
        certificates.completeIntent(serial);
        CertificateRecord record = ours.certificate().record(ours.issuer().id(), shard(ours), person, profile(ours));
        certificates.insert(record);
        told.filter(status -> !status.isActive())
                .ifPresent(status -> signet.revocations().set(RevocationStore.Subject.of(record), status));
        signet.audit()
                .append(
                        actor,
                        new AuditEvent.CertificateRecordedAgain(
                                serial,
                                record.subject(),
                                ours.certificate().certificate().sha256().hex()));
        if (lost && told.filter(CertificateStatus::isRevoked).isEmpty()) {
            signet.revocation()
                    .revoke(serial, Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), actor)
                    .orThrow();
        }
        return certificates.find(serial).orElseThrow().status();
    }

    /** Whether others are known to have that key. */
    private boolean isLost(KeyId key) {
        return certificates.isCompromised(key)
                || certificates.uses(key).stream()
                        .anyMatch(use -> use.revoked().equals(Optional.of(RevocationReason.KEY_COMPROMISE)));
    }

    /** As its own CRL distribution point says, whatever applies to new ones. */
    private static int shard(Ours ours) {
        List<String> urls = ours.certificate().certificate().crlUrls();
        return IntStream.rangeClosed(0, Issuer.MOST_SHARDS)
                .filter(shard -> urls.contains(ours.issuer().crlUrl(shard)))
                .findFirst()
                .orElse(0);
    }

    /** The profile whose policy it asserts; as an imported one has it if there is none any more. */
    private String profile(Ours ours) {
        List<String> policies = ours.certificate().certificate().policies();
        return isService(ours)
                ? Profiles.SERVICE
                : signet.profiles().all().stream()
                        .filter(profile -> policies.contains(profile.policy()))
                        .map(Profile::id)
                        .findFirst()
                        .orElse(Recordable.NO_PROFILE);
    }

    private static <T> Outcome<T> another(Ours ours) {
        return refused(
                "Another certificate has its serial number, and this CA gives none twice: find out who else may have the"
                        + " key of " + ours.issuer().id() + ".");
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.NOT_ALLOWED, why);
    }
}
