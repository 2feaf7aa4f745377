package org.signet.crypto.x509.ocsp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

/**
 * What a responder sent (RFC 6960 §4.2). Parsing checks its form; {@link #check} whether it may be believed.
 */
public final class OcspResponse {
    /** RFC 6960 appendix A.2. */
    public static final String MEDIA_TYPE = "application/ocsp-response";

    /** One answer with a delegate's certificate has less than 4 KiB. */
    public static final int MAX_OCTETS = 64 * 1024;

    private static final int MAX_CERTIFICATES = 10;

    /** Its clock and ours may be apart by this much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** An answer that names no end is believed for this long (RFC 9919 §3.2.4 wants an end). */
    private static final Duration ENDLESS = Duration.ofDays(1);

    private final Optional<OcspFailure> failure;
    private final Signed signed;
    private final List<Single> singles;
    private final Optional<Bytes> nonce;

    private OcspResponse(Optional<OcspFailure> failure, Signed signed, List<Single> singles, Optional<Bytes> nonce) {
        this.failure = failure;
        this.signed = signed;
        this.singles = List.copyOf(singles);
        this.nonce = nonce;
    }

    /** The octets under the signature as they came, and who says that he signed them. */
    private record Signed(
            byte[] data,
            ResponderID responder,
            AlgorithmIdentifier algorithm,
            byte[] signature,
            List<Certificate> certificates) {}

    private record Single(CertId id, OcspStatus status, Instant thisUpdate, Optional<Instant> nextUpdate) {
        boolean isFresh(Instant now) {
            return !thisUpdate.isAfter(now.plus(SKEW))
                    && !nextUpdate.orElse(thisUpdate.plus(ENDLESS)).isBefore(now.minus(SKEW));
        }
    }

    /**
     * What an answer that holds says of the certificate.
     *
     * @param thisUpdate since when that is known
     * @param nextUpdate when newer word is to be had; empty for at any time
     */
    public record Told(OcspStatus status, Instant thisUpdate, Optional<Instant> nextUpdate) {}

    /** Parses one response with nothing behind it, also one that tells only why there is no answer. */
    public static Outcome<OcspResponse> parse(Bytes der) {
        if (der.length() > MAX_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "An OCSP response has at most 64 KiB.");
        }
        try {
            return Outcome.ok(read(OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der.toArray()))));
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a well-formed OCSP response.");
        }
    }

    private static OcspResponse read(OCSPResponse response) throws IOException {
        int status = response.getResponseStatus().getIntValue();
        if (status != 0) {
            OcspFailure failure = OcspFailure.ofValue(status).orElseThrow(IllegalArgumentException::new);
            return new OcspResponse(Optional.of(failure), null, List.of(), Optional.empty());
        }
        if (!response.getResponseBytes().getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
            throw new IllegalArgumentException("not id-pkix-ocsp-basic");
        }
        ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(
                response.getResponseBytes().getResponse().getOctets()));
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(sequence);
        ResponseData data = basic.getTbsResponseData();
        Signed signed = new Signed(
                sequence.getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DL),
                data.getResponderID(),
                basic.getSignatureAlgorithm(),
                basic.getSignature().getOctets(),
                certificates(basic.getCerts()));
        List<Single> singles = new ArrayList<>();
        for (ASN1Encodable each : data.getResponses()) {
            singles.add(single(SingleResponse.getInstance(each)));
        }
        Times.instant(data.getProducedAt());
        return new OcspResponse(Optional.empty(), signed, singles, nonce(data.getResponseExtensions()));
    }

    /** Those of kinds that we cannot read are passed over. */
    private static List<Certificate> certificates(ASN1Sequence all) {
        List<Certificate> certificates = new ArrayList<>();
        for (int i = 0; all != null && i < Math.min(all.size(), MAX_CERTIFICATES); i++) {
            Certificate.parse(Bytes.of(CertId.encoded(all.getObjectAt(i)))).run(certificates::add, unreadable -> {});
        }
        // Read now what will be asked of them: a malformed keyUsage is to show here, and not later.
        certificates.forEach(Certificate::signs);
        return certificates;
    }

    private static Single single(SingleResponse single) {
        if (single.getSingleExtensions() != null) {
            OcspRequest.demandKnown(single.getSingleExtensions());
        }
        return new Single(
                CertId.of(single.getCertID()),
                status(single.getCertStatus()),
                Times.instant(single.getThisUpdate()),
                Optional.ofNullable(single.getNextUpdate()).map(Times::instant));
    }

    private static OcspStatus status(CertStatus status) {
        return switch (status.getTagNo()) {
            case 0 -> new OcspStatus.Good();
            case 1 -> {
                RevokedInfo info = RevokedInfo.getInstance(status.getStatus());
                yield new OcspStatus.Revoked(
                        Times.instant(info.getRevocationTime()),
                        Optional.ofNullable(info.getRevocationReason())
                                .flatMap(reason -> RevocationReason.ofValue(
                                        reason.getValue().intValueExact())));
            }
            case 2 -> new OcspStatus.Unknown();
            default -> throw new IllegalArgumentException("no CertStatus");
        };
    }

    private static Optional<Bytes> nonce(Extensions extensions) throws IOException {
        if (extensions == null) {
            return Optional.empty();
        }
        OcspRequest.demandKnown(extensions);
        Extension nonce = extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return nonce == null ? Optional.empty() : Optional.of(OcspRequest.nonce(nonce));
    }

    /** Why there is no answer, if there is none. */
    public Optional<OcspFailure> failure() {
        return failure;
    }

    /** The request's nonce, if the answer was made for it alone. */
    public Optional<Bytes> nonce() {
        return nonce;
    }

    /** What it says of what was asked so; whether it may be believed is another question. */
    public Optional<OcspStatus> status(CertId id) {
        return singles.stream()
                .filter(single -> single.id().equals(id))
                .map(Single::status)
                .findFirst();
    }

    /**
     * What it says of that certificate, if it may be believed: the issuer signed it, or a delegate that the issuer itself
     * certified for that (RFC 6960 §4.2.2.2), it is about that certificate, and it is in force. A responder that signs ahead
     * repeats no nonce; another one than ours is an answer to somebody else (RFC 9654 §2.1).
     *
     * @param asked the nonce of our request
     */
    public Outcome<Told> check(Certificate certificate, Certificate issuer, Optional<Bytes> asked, Instant now) {
        if (failure.isPresent()) {
            return refused("The responder gave no answer: " + failure.get().text() + ".");
        }
        if (!isSignedFor(issuer, now)) {
            return Outcome.refused(
                    RefusalCode.UNTRUSTED,
                    "The OCSP answer is signed neither by the certificate's issuer nor by a responder that it certified.");
        }
        if (nonce.isPresent() && !nonce.equals(asked)) {
            return refused("The OCSP answer repeats another nonce than ours; it is the answer to another question.");
        }
        List<Single> about = singles.stream()
                .filter(single -> single.id().names(certificate, issuer))
                .toList();
        if (about.isEmpty()) {
            return refused("The OCSP answer does not tell of this certificate.");
        }
        return about.stream().allMatch(single -> single.isFresh(now))
                ? Outcome.ok(told(about))
                : refused("The OCSP answer is not of now; ask again, and check this machine's clock.");
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.UNTRUSTED, detail);
    }

    private boolean isSignedFor(Certificate issuer, Instant now) {
        return names(issuer) && signedBy(issuer)
                || signed.certificates().stream()
                        .anyMatch(each -> names(each) && isDelegate(each, issuer, now) && signedBy(each));
    }

    private boolean names(Certificate responder) {
        ResponderID id = signed.responder();
        return id.getKeyHash() == null
                ? responder.content().asn1().getSubject().equals(id.getName())
                : Bytes.of(id.getKeyHash()).equals(Bytes.of(OcspAnswer.keyName(responder)));
    }

    private static boolean isDelegate(Certificate responder, Certificate issuer, Instant now) {
        var content = responder.content();
        return content.isOcspResponder()
                && responder.signs()
                && content.validity().contains(now)
                && content.asn1().getIssuer().equals(issuer.content().asn1().getSubject())
                && responder.signedBy(issuer.content().publicKey());
    }

    private boolean signedBy(Certificate responder) {
        return SignatureScheme.ofOid(signed.algorithm().getAlgorithm().getId())
                .map(scheme ->
                        Providers.verify(scheme, responder.content().publicKey(), signed.data(), signed.signature()))
                .orElse(false);
    }

    /** If it tells of the certificate twice, by two digests, the worse counts. */
    private static Told told(List<Single> about) {
        Single worst = about.stream()
                .filter(single -> single.status() instanceof OcspStatus.Revoked)
                .findFirst()
                .or(() -> about.stream()
                        .filter(single -> single.status() instanceof OcspStatus.Unknown)
                        .findFirst())
                .orElse(about.get(0));
        return new Told(worst.status(), worst.thisUpdate(), worst.nextUpdate());
    }
}
