package org.signet.crypto.x509.ocsp;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;

/**
 * What goes into a response (RFC 6960 §4.2.1), before it is signed.
 *
 * @param nonce the request's, if the answer is made for it alone (RFC 9654 §2.1)
 */
public record OcspAnswer(List<Single> singles, Instant producedAt, Optional<Bytes> nonce) {

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
     * @param responder whose key signs; a delegate's certificate goes along, the issuer's own does not need to
     * @param signer makes the signature value with the scheme that suits that key
     */
    public Bytes signed(Certificate responder, UnaryOperator<byte[]> signer) {
        byte[] data = CertId.encoded(data(responder));
        byte[] signature = signer.apply(data);
        ASN1Encodable basic = new DERSequence(new ASN1Encodable[] {
            asn1(data),
            algorithm(SignatureScheme.forKey(responder.content().publicKey())),
            new DERBitString(signature),
            new DERTaggedObject(true, 0, new DERSequence(asn1(responder.der().toArray())))
        });
        DERSequence bytes = new DERSequence(
                new ASN1Encodable[] {OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(CertId.encoded(basic))
                });
        return Bytes.of(CertId.encoded(
                new DERSequence(new ASN1Encodable[] {new ASN1Enumerated(0), new DERTaggedObject(true, 0, bytes)})));
    }

    /** ResponseData: responderID byKey [2], producedAt, responses, responseExtensions [1]. */
    private DERSequence data(Certificate responder) {
        DERTaggedObject byKey = new DERTaggedObject(true, 2, new DEROctetString(keyName(responder)));
        ASN1Encodable produced = GeneralizedTimes.encode(producedAt);
        DERSequence responses =
                new DERSequence(singles.stream().map(OcspAnswer::single).toArray(ASN1Encodable[]::new));
        return new DERSequence(nonce.map(value -> new ASN1Encodable[] {
                    byKey, produced, responses, new DERTaggedObject(true, 1, OcspRequest.nonceExtensions(value))
                })
                .orElseGet(() -> new ASN1Encodable[] {byKey, produced, responses}));
    }

    /** KeyHash: SHA-1 by definition. */
    static byte[] keyName(Certificate responder) {
        return NameDigest.SHA1.of(CertId.keyBits(responder));
    }

    /** SingleResponse: certID, certStatus, thisUpdate, nextUpdate [0]. */
    private static DERSequence single(Single single) {
        return new DERSequence(new ASN1Encodable[] {
            asn1(single.id().der().toArray()),
            status(single.status()),
            GeneralizedTimes.encode(single.thisUpdate()),
            new DERTaggedObject(true, 0, GeneralizedTimes.encode(single.nextUpdate()))
        });
    }

    /** CertStatus: good [0], revoked [1], unknown [2], all IMPLICIT. */
    private static DERTaggedObject status(OcspStatus status) {
        if (status instanceof OcspStatus.Revoked revoked) {
            RevokedInfo info = new RevokedInfo(
                    GeneralizedTimes.encode(revoked.at()),
                    revoked.reason()
                            // Left out, it says the same, as in a CRL (RFC 5280 §5.3.1).
                            .filter(reason -> reason != RevocationReason.UNSPECIFIED)
                            .map(reason -> CRLReason.lookup(reason.value()))
                            .orElse(null));
            return new DERTaggedObject(false, 1, info);
        }
        return new DERTaggedObject(false, status instanceof OcspStatus.Good ? 0 : 2, DERNull.INSTANCE);
    }

    /** RSA with NULL parameters, ECDSA with none (RFC 4055 §5, RFC 5758 §3.2). */
    private static AlgorithmIdentifier algorithm(SignatureScheme scheme) {
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(scheme.oid());
        return scheme.isRsa() ? new AlgorithmIdentifier(oid, DERNull.INSTANCE) : new AlgorithmIdentifier(oid);
    }

    private static ASN1Primitive asn1(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
