package org.signet.crypto.smime.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.cms.SignatureCheck;
import org.signet.crypto.smime.report.ChainReport;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.GivenCrls;
import org.signet.crypto.x509.revocation.RevocationSource;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.crypto.x509.revocation.StoredCrl;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * Whom a reader trusts.
 *
 * @param anchors empty if the reader trusts nobody yet
 * @param others certificates that may lie between, or be a signer's
 * @param revocation what is asked after a path was found to hold
 */
public record TrustBase(List<Certificate> anchors, List<Certificate> others, RevocationSource revocation, Instant now) {
    /** So many of those that came with a message are looked at for a path. */
    private static final int MOST = 60;

    public TrustBase {
        anchors = List.copyOf(anchors);
        others = List.copyOf(others);
    }

    /** The same with further certificates that may lie between. */
    public TrustBase with(List<Certificate> more) {
        List<Certificate> all = new ArrayList<>(others);
        all.addAll(more);
        return new TrustBase(anchors, all, revocation, now);
    }

    /** The same with further roots. */
    public TrustBase believing(List<Certificate> more) {
        List<Certificate> all = new ArrayList<>(anchors);
        all.addAll(more);
        return new TrustBase(all, others, revocation, now);
    }

    /** A source that asks nobody. */
    public static RevocationSource offline() {
        return (path, place, at) -> new RevocationStatus.Undetermined("Nobody was asked.");
    }

    /** Certificates that a signer's may be among: those that came along, and ours. */
    List<Certificate> known(List<Certificate> enclosed) {
        List<Certificate> known = new ArrayList<>(enclosed);
        known.addAll(others);
        known.addAll(anchors);
        return known.stream().distinct().toList();
    }

    /** The path of a signer's certificate, its revocation, and whether it held when it was signed. */
    ChainReport judge(SignatureCheck check, List<Certificate> enclosed, List<Bytes> crls) {
        Optional<Instant> signed = check.info().attributes().flatMap(attributes -> attributes.signingTime());
        return check.certificate()
                .map(certificate -> judge(certificate, signed, enclosed, crls))
                .orElseGet(() -> ChainReport.unknown("The signer's certificate is not there."));
    }

    /** The path of a certificate as of now, and its revocation. */
    public ChainReport judge(Certificate certificate) {
        return judge(certificate, Optional.empty(), List.of(), List.of());
    }

    private ChainReport judge(
            Certificate certificate, Optional<Instant> signed, List<Certificate> enclosed, List<Bytes> crls) {
        if (anchors.isEmpty()) {
            return ChainReport.unknown("No root to trust was given; name one with --trust FILE.");
        }
        Outcome<TrustedPath> path = path(certificate, enclosed, now);
        Verdict then = path.isOk() || signed.isEmpty()
                ? Verdict.NONE
                : path(certificate, enclosed, signed.get()).isOk() ? Verdict.GOOD : Verdict.BAD;
        return path.fold(
                holds -> {
                    List<RevocationStatus> statuses = source(crls).statuses(holds, now);
                    return new ChainReport(Verdict.GOOD, then, holds.certificates(), "", statuses, freshness(statuses));
                },
                refusal -> new ChainReport(Verdict.BAD, then, List.of(), refusal.detail(), List.of(), Verdict.UNKNOWN));
    }

    private Outcome<TrustedPath> path(Certificate certificate, List<Certificate> enclosed, Instant at) {
        List<Certificate> between = new ArrayList<>(others);
        enclosed.stream().limit(MOST).forEach(between::add);
        List<Certificate> forMail =
                between.stream().filter(TrustBase::servesMail).toList();
        return PathValidation.trusted(
                certificate, new Setting(anchors, forMail, Optional.empty(), at, Policies.ANY, Strength.SOUND));
    }

    /** A CA that was certified for other things only has no say on mail (CA/B S/MIME BR §7.1.2.2; OpenSSL and NSS hold it so too). */
    private static boolean servesMail(Certificate ca) {
        try {
            return ca.servesMail();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** CRLs that came along are asked last: a sender who was revoked encloses one from before. */
    private RevocationSource source(List<Bytes> crls) {
        List<StoredCrl> enclosed = new ArrayList<>();
        crls.forEach(crl -> StoredCrl.read(StoredOctets.of(crl), "").run(enclosed::add, refusal -> {}));
        return enclosed.isEmpty() ? revocation : revocation.orElse(new GivenCrls(enclosed));
    }

    private static Verdict freshness(List<RevocationStatus> statuses) {
        if (statuses.stream().anyMatch(Revoked.class::isInstance)) {
            return Verdict.BAD;
        }
        return statuses.stream().allMatch(RevocationStatus::isGood) ? Verdict.GOOD : Verdict.UNKNOWN;
    }
}
