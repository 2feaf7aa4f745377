package org.signet.crypto.x509.ocsp;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Der;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;

/**
 * What goes into a response (RFC 6960 §4.2.1), before it is signed.
 *
 * @param nonce the request's, if the answer is made for it alone (RFC 9654 §2.1)
 */
public record OcspAnswer(List<Single> singles, Instant producedAt, Optional<Bytes> nonce) {

    private static final byte[] NOTHING = {};
    private static final byte[] NO_UNUSED_BITS = {0};
    private static final byte[] SUCCESSFUL = {Der.ENUMERATED, 1, 0};
    private static final byte[] BASIC = CertId.encoded(OCSPObjectIdentifiers.id_pkix_ocsp_basic);
    private static final byte[] NONCE = CertId.encoded(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    private static final Map<SignatureScheme, byte[]> ALGORITHMS = Arrays.stream(SignatureScheme.values())
            .collect(Collectors.toMap(Function.identity(), OcspAnswer::algorithm));

    /**
     * The status of one certificate.
     *
     * @param thisUpdate since when it is known to be so
     * @param nextUpdate until when nobody needs to ask again
     */
    public record Single(CertId id, OcspStatus status, Instant thisUpdate, Instant nextUpdate) {}

    public OcspAnswer {
        singles = List.copyOf(singles);
    }

    /**
     * The whole OCSPResponse.
     *
     * @param responder whose key signs; its certificate goes along
     * @param signer makes the signature value with the scheme that suits that key
     */
    public Bytes signed(Certificate responder, UnaryOperator<byte[]> signer) {
        byte[] data = data(responder);
        byte[] basic = Der.of(
                Der.SEQUENCE,
                data,
                ALGORITHMS.get(SignatureScheme.forKey(responder.content().publicKey())),
                Der.of(Der.BIT_STRING, NO_UNUSED_BITS, signer.apply(data)),
                Der.explicit(0, Der.of(Der.SEQUENCE, responder.der().toArray())));
        byte[] bytes = Der.explicit(0, Der.of(Der.SEQUENCE, BASIC, Der.of(Der.OCTET_STRING, basic)));
        return Bytes.of(Der.of(Der.SEQUENCE, SUCCESSFUL, bytes));
    }

    /** ResponseData: responderID byKey [2], producedAt, responses, responseExtensions [1]. */
    private byte[] data(Certificate responder) {
        return Der.of(
                Der.SEQUENCE,
                Der.explicit(2, Der.of(Der.OCTET_STRING, keyName(responder))),
                time(producedAt),
                Der.of(Der.SEQUENCE, singles.stream().map(OcspAnswer::single).toArray(byte[][]::new)),
                nonce.map(OcspAnswer::extensions).orElse(NOTHING));
    }

    /** KeyHash: SHA-1 by definition. */
    static byte[] keyName(Certificate responder) {
        return NameDigest.SHA1.of(CertId.keyBits(responder));
    }

    private static byte[] extensions(Bytes nonce) {
        byte[] value = Der.of(Der.OCTET_STRING, Der.of(Der.OCTET_STRING, nonce.toArray()));
        return Der.explicit(1, Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, NONCE, value)));
    }

    /** SingleResponse: certID, certStatus, thisUpdate, nextUpdate [0]. */
    private static byte[] single(Single single) {
        return Der.of(
                Der.SEQUENCE,
                single.id().der().toArray(),
                status(single.status()),
                time(single.thisUpdate()),
                Der.explicit(0, time(single.nextUpdate())));
    }

    /** CertStatus: good [0], revoked [1], unknown [2], all IMPLICIT. */
    private static byte[] status(OcspStatus status) {
        if (status instanceof OcspStatus.Revoked revoked) {
            byte[] reason = revoked.reason()
                    // Left out, it says the same, as in a CRL (RFC 5280 §5.3.1).
                    .filter(told -> told != RevocationReason.UNSPECIFIED)
                    .map(told -> Der.explicit(0, Der.of(Der.ENUMERATED, new byte[] {(byte) told.value()})))
                    .orElse(NOTHING);
            return Der.explicit(1, time(revoked.at()), reason);
        }
        return Der.of(Der.TAGGED + (status instanceof OcspStatus.Good ? 0 : 2));
    }

    /** GeneralizedTime whatever the year (§4.2.2.1). */
    private static byte[] time(Instant moment) {
        return Times.generalizedDer(moment);
    }

    /** RSA with NULL parameters, ECDSA with none (RFC 4055 §5, RFC 5758 §3.2). */
    private static byte[] algorithm(SignatureScheme scheme) {
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(scheme.oid());
        return CertId.encoded(
                scheme.isRsa() ? new AlgorithmIdentifier(oid, DERNull.INSTANCE) : new AlgorithmIdentifier(oid));
    }
}
