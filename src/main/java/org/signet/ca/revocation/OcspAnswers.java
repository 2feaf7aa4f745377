package org.signet.ca.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.KeptAnswers.Answer;
import org.signet.ca.revocation.KeptAnswers.Subject;
import org.signet.ca.revocation.Responders.Responder;
import org.signet.ca.revocation.StatusWatch.Answered;
import org.signet.ca.revocation.StatusWatch.View;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.ocsp.CertId;
import org.signet.crypto.x509.ocsp.OcspAnswer;
import org.signet.crypto.x509.ocsp.OcspAnswer.Single;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.model.Bytes;
import org.signet.model.CertificateStatus;
import org.signet.model.Outcome;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

/**
 * Answers for the status of certificates (RFC 6960). What our records do not know is unknown, never good. One question without
 * a nonce is answered from memory where that can be, until half of its time is over; all else is signed for whoever asked.
 */
public final class OcspAnswers {
    /** S/MIME BR §4.9.10: from 8 hours to 10 days. */
    private static final Duration LIFE = Duration.ofHours(12);

    /** Some 15,000 certificates, each asked for in one way. */
    private static final long KEPT_OCTETS = 32L << 20;

    /** A clock that stands this long before our own newest CRL is wrong, and would make answers that nobody believes. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final OcspStatus UNKNOWN = new OcspStatus.Unknown();

    private final RevocationStore records;
    private final Responders responders;
    private final KeptAnswers kept = new KeptAnswers(KEPT_OCTETS);
    private final StatusWatch watch;
    private final Clock clock;

    /** @param issuers every CA, ours and others */
    public OcspAnswers(
            RevocationStore records,
            CrlStore crls,
            Supplier<List<Issuer>> issuers,
            Responders responders,
            Clock clock) {
        this.records = records;
        this.responders = responders;
        this.watch = new StatusWatch(records, crls, issuers, kept, clock);
        this.clock = clock;
    }

    /**
     * The answer to a request in DER, whatever it is.
     *
     * @throws Unavailable if the records do not answer
     */
    public OcspReply answer(Bytes question) {
        return OcspRequest.parse(question).fold(this::answer, malformed -> OcspReply.of(OcspFailure.MALFORMED_REQUEST));
    }

    /** A responder speaks for its own issuer alone, so the first issuer of ours in the request decides who answers. */
    private OcspReply answer(OcspRequest request) {
        View view = watch.view();
        Optional<Answered> issuer =
                request.ids().stream().flatMap(id -> view.issuer(id).stream()).findFirst();
        if (issuer.isEmpty()) {
            return OcspReply.of(OcspFailure.UNAUTHORIZED);
        }
        Instant now = clock.instant();
        boolean early = issuer.get()
                .newestCrl()
                .filter(crl -> now.plus(SKEW).isBefore(crl))
                .isPresent();
        Optional<Responder> responder =
                early ? Optional.empty() : responders.of(issuer.get().id());
        return responder
                .map(by -> answer(request, view, issuer.get(), by, now))
                .orElseGet(() -> OcspReply.of(OcspFailure.TRY_LATER));
    }

    private OcspReply answer(OcspRequest request, View view, Answered issuer, Responder by, Instant now) {
        if (request.ids().size() == 1 && request.nonce().isEmpty()) {
            CertId id = request.ids().get(0);
            Outcome<SerialNumber> serial = SerialNumber.of(id.serial());
            if (serial.isOk()) {
                return answer(id, new Subject(issuer.id(), serial.orThrow()), by, now);
            }
        }
        List<Single> singles = request.ids().stream()
                .map(id ->
                        single(id, view.issuer(id).equals(Optional.of(issuer)) ? status(id, issuer) : UNKNOWN, by, now))
                .toList();
        return new OcspReply(sign(singles, request.nonce(), by, now), Optional.empty());
    }

    private OcspReply answer(CertId id, Subject subject, Responder by, Instant now) {
        Optional<Answer> known = kept.answer(subject, id).filter(answer -> isUsable(answer, by, now));
        if (known.isPresent()) {
            return lasting(known.get());
        }
        OcspStatus status = status(subject);
        Single single = single(id, status, by, now);
        Bytes der = sign(List.of(single), Optional.empty(), by, now);
        if (status.equals(UNKNOWN)) {
            // It may be issued in a moment.
            return new OcspReply(der, Optional.empty());
        }
        Answer answer = new Answer(der, by, single.thisUpdate(), single.nextUpdate());
        kept.keep(subject, id, status, answer);
        return lasting(answer);
    }

    /** In the first half of its time, and signed by the key that signs now: another may have been replaced for a reason. */
    private static boolean isUsable(Answer answer, Responder by, Instant now) {
        Duration half =
                Duration.between(answer.thisUpdate(), answer.nextUpdate()).dividedBy(2);
        return answer.signer() == by
                && !now.isBefore(answer.thisUpdate())
                && now.isBefore(answer.thisUpdate().plus(half));
    }

    private static OcspReply lasting(Answer answer) {
        return new OcspReply(
                answer.der(), Optional.of(new OcspReply.Lasting(answer.thisUpdate(), answer.nextUpdate())));
    }

    private OcspStatus status(CertId id, Answered issuer) {
        return SerialNumber.of(id.serial())
                .fold(serial -> status(new Subject(issuer.id(), serial)), notOurs -> UNKNOWN);
    }

    private OcspStatus status(Subject subject) {
        return kept.status(subject).orElseGet(() -> {
            long asOf = kept.changes(subject.issuerId());
            Optional<OcspStatus> read =
                    records.status(subject.issuerId(), subject.serial()).map(OcspAnswers::told);
            read.ifPresent(status -> kept.keep(subject, asOf, status));
            return read.orElse(UNKNOWN);
        });
    }

    private static OcspStatus told(CertificateStatus status) {
        return status.<OcspStatus>fold(
                OcspStatus.Good::new,
                held -> new OcspStatus.Revoked(held.since(), Optional.of(RevocationReason.CERTIFICATE_HOLD)),
                revoked -> new OcspStatus.Revoked(revoked.at(), Optional.of(revoked.reason())));
    }

    /** No answer outlives the certificate of the key that signed it. */
    private static Single single(CertId id, OcspStatus status, Responder by, Instant now) {
        Instant since = now.truncatedTo(ChronoUnit.SECONDS);
        Instant end = by.certificate().content().validity().notAfter();
        Instant until = since.plus(LIFE);
        return new Single(id, status, since, until.isAfter(end) ? end : until);
    }

    private static Bytes sign(List<Single> singles, Optional<Bytes> nonce, Responder by, Instant now) {
        SignatureScheme scheme = SignatureScheme.forKey(by.key().publicKey());
        return new OcspAnswer(singles, now, nonce)
                .signed(by.certificate(), data -> by.key().sign(scheme, data));
    }
}
