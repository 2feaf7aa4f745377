package org.signet.crypto.x509.ocsp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * A question for the status of certificates (RFC 6960 §4.1). A signature over it is not read: everybody may ask.
 *
 * @param ids at least one
 * @param nonce what the answer is to repeat (RFC 9654)
 */
public record OcspRequest(List<CertId> ids, Optional<Bytes> nonce) {
    /** RFC 6960 appendix A.1. */
    public static final String MEDIA_TYPE = "application/ocsp-request";

    /** What an honest client sends has less than 200 octets. */
    public static final int MAX_OCTETS = 64 * 1024;

    /** A signature for each would be cheap; looking each up is not. */
    public static final int MAX_IDS = 100;

    /** RFC 9654 §2.1: longer ones are malformed, and so is an empty one. */
    private static final int MAX_NONCE = 128;

    public OcspRequest {
        ids = List.copyOf(ids);
        if (ids.isEmpty()
                || nonce.map(n -> n.length() == 0 || n.length() > MAX_NONCE).orElse(false)) {
            throw new IllegalArgumentException("a request has an id, and a nonce 1 to 128 octets");
        }
    }

    /** The question for one certificate, named by SHA-256 as RFC 9919 §3.1.1 wants it. */
    public static OcspRequest forCertificate(Certificate certificate, Certificate issuer, Optional<Bytes> nonce) {
        return forCertificate(certificate, issuer, nonce, NameDigest.SHA256);
    }

    /** The same, in the words of older responders if need be. */
    public static OcspRequest forCertificate(
            Certificate certificate, Certificate issuer, Optional<Bytes> nonce, NameDigest digest) {
        var serial = certificate.content().asn1().getSerialNumber().getValue();
        return new OcspRequest(List.of(CertId.of(digest, issuer, serial)), nonce);
    }

    /** Parses one request with nothing behind it: of at most 64 KiB and 100 questions. */
    public static Outcome<OcspRequest> parse(Bytes der) {
        if (der.length() > MAX_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "An OCSP request has at most 64 KiB; ask for less at once.");
        }
        try {
            ASN1Sequence request = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
            demand(request.size() == 1 || request.size() == 2);
            return Outcome.ok(read(ASN1Sequence.getInstance(request.getObjectAt(0))));
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "This is not a well-formed OCSP request of at most 100 certificates.");
        }
    }

    /** TBSRequest: version [0], requestorName [1], requestList, requestExtensions [2]. */
    private static OcspRequest read(ASN1Sequence tbs) throws IOException {
        int next = 0;
        if (tag(tbs, next) == 0) {
            demand(ASN1Integer.getInstance((ASN1TaggedObject) tbs.getObjectAt(next++), true)
                    .hasValue(0));
        }
        if (tag(tbs, next) == 1) {
            GeneralName.getInstance((ASN1TaggedObject) tbs.getObjectAt(next++), true);
        }
        ASN1Sequence list = ASN1Sequence.getInstance(tbs.getObjectAt(next++));
        demand(list.size() <= MAX_IDS);
        Optional<Bytes> nonce = Optional.empty();
        if (tag(tbs, next) == 2) {
            nonce = nonce(Extensions.getInstance((ASN1TaggedObject) tbs.getObjectAt(next++), true));
        }
        demand(next == tbs.size());
        List<CertId> ids = new ArrayList<>(list.size());
        for (ASN1Encodable each : list) {
            ids.add(id(ASN1Sequence.getInstance(each)));
        }
        return new OcspRequest(ids, nonce);
    }

    /** The number of the tag at that place; -1 for none. */
    private static int tag(ASN1Sequence sequence, int place) {
        return place < sequence.size()
                        && sequence.getObjectAt(place) instanceof ASN1TaggedObject tagged
                        && tagged.getTagClass() == BERTags.CONTEXT_SPECIFIC
                ? tagged.getTagNo()
                : -1;
    }

    /** Request: reqCert, singleRequestExtensions [0]. */
    private static CertId id(ASN1Sequence request) {
        demand(request.size() == 1 || request.size() == 2 && tag(request, 1) == 0);
        if (request.size() == 2) {
            demandKnown(Extensions.getInstance((ASN1TaggedObject) request.getObjectAt(1), true));
        }
        return CertId.of(CertID.getInstance(request.getObjectAt(0)));
    }

    private static Optional<Bytes> nonce(Extensions extensions) throws IOException {
        demandKnown(extensions);
        Extension nonce = extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return nonce == null ? Optional.empty() : Optional.of(nonce(nonce));
    }

    /** The value is an OCTET STRING, inside the one that every extension's value is (RFC 9654 §2.1). */
    static Bytes nonce(Extension extension) throws IOException {
        ASN1Primitive value =
                ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
        return Bytes.of(ASN1OctetString.getInstance(value).getOctets());
    }

    /** What is critical and not known must not be passed over (RFC 6960 §4.4). */
    static void demandKnown(Extensions extensions) {
        for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
            demand(critical.equals(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
        }
    }

    private static void demand(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("malformed");
        }
    }

    /** The DER encoding. */
    public Bytes encode() {
        DERSequence list =
                new DERSequence(ids.stream().map(OcspRequest::request).toArray(ASN1Encodable[]::new));
        DERSequence tbs = nonce.map(value -> new DERSequence(
                        new ASN1Encodable[] {list, new DERTaggedObject(true, 2, nonceExtensions(value))}))
                .orElseGet(() -> new DERSequence(list));
        return Bytes.of(CertId.encoded(new DERSequence(tbs)));
    }

    private static DERSequence request(CertId id) {
        try {
            return new DERSequence(ASN1Primitive.fromByteArray(id.der().toArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Extensions nonceExtensions(Bytes nonce) {
        byte[] value = CertId.encoded(new DEROctetString(nonce.toArray()));
        return new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, value));
    }
}
