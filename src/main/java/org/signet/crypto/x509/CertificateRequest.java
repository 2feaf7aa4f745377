package org.signet.crypto.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * The public key of a PKCS#10 request (RFC 2986) whose self-signature holds and whose key may be certified. Names and
 * extensions that the request asks for are not read: what a certificate says comes from our records.
 */
public final class CertificateRequest {
    /** Generous for any key we certify; the largest, RSA 8192, needs about 2.5 KiB. */
    public static final int MAX_OCTETS = 16 * 1024;

    private final PublicKey publicKey;

    private CertificateRequest(PublicKey publicKey) {
        this.publicKey = publicKey;
    }

    /** Reads PEM (either label, text around it allowed) or DER with nothing behind it, and checks the signature. */
    public static Outcome<CertificateRequest> parse(byte[] file) {
        return file.length > MAX_OCTETS
                ? Outcome.refused(RefusalCode.TOO_LARGE, "A certificate request has at most 16 KiB.")
                : encoded(file).then(all -> decode(all.get(0).toArray()));
    }

    /** Reads every request of a file, in order: one in DER, or one or two in PEM, each of its own key. */
    public static Outcome<List<CertificateRequest>> parseAll(byte[] file) {
        if (file.length > 2 * MAX_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "Two certificate requests have at most 32 KiB.");
        }
        return encoded(file).then(all -> {
            List<CertificateRequest> requests = new ArrayList<>();
            for (Bytes der : all) {
                Outcome<CertificateRequest> parsed = requests.size() < 2
                        ? decode(der.toArray())
                        : Outcome.refused(RefusalCode.BAD_REQUEST_FILE, "These are more than two requests.");
                if (!parsed.isOk()) {
                    return Outcome.refused(parsed.refusal());
                }
                requests.add(parsed.orThrow());
            }
            return requests.size() == 2
                            && requests.get(0).keyId().equals(requests.get(1).keyId())
                    ? Outcome.refused(
                            RefusalCode.BAD_REQUEST_FILE, "Both requests are of the same key; make a key for each use.")
                    : Outcome.ok(List.copyOf(requests));
        });
    }

    /** At least one. */
    private static Outcome<List<Bytes>> encoded(byte[] file) {
        List<Bytes> all = Pem.isPem(file)
                ? Pem.decodeRequests(new String(file, StandardCharsets.ISO_8859_1))
                : List.of(Bytes.of(file));
        return all.isEmpty()
                ? Outcome.refused(
                        RefusalCode.BAD_REQUEST_FILE,
                        "There is no certificate request (PKCS#10, PEM or DER) in this input.")
                : Outcome.ok(all);
    }

    private static Outcome<CertificateRequest> decode(byte[] der) {
        try {
            ASN1Primitive object = ASN1Primitive.fromByteArray(der);
            if (object == null) {
                return malformed();
            }
            return check(CertificationRequest.getInstance(object));
        } catch (IOException | RuntimeException e) {
            return malformed();
        }
    }

    private static Outcome<CertificateRequest> check(CertificationRequest request) throws IOException {
        var info = request.getCertificationRequestInfo().getSubjectPublicKeyInfo();
        byte[] spki = info.getEncoded(ASN1Encoding.DER);
        PublicKey key;
        try {
            key = Providers.publicKey(info.getAlgorithm().getAlgorithm().getId(), spki);
        } catch (GeneralSecurityException | RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.WEAK_KEY,
                    "The request's public key is malformed or of a kind that is not certified here; use RSA 3072 or"
                            + " P-256.");
        }
        var objection = KeyPolicy.objection(key);
        if (objection.isPresent()) {
            return Outcome.refused(RefusalCode.WEAK_KEY, objection.get());
        }
        byte[] signed = request.getCertificationRequestInfo().getEncoded(ASN1Encoding.DER);
        boolean holds = SignatureScheme.ofOid(
                        request.getSignatureAlgorithm().getAlgorithm().getId())
                .map(scheme -> scheme.fits(key)
                        && Providers.verify(
                                scheme, key, signed, request.getSignature().getOctets()))
                .orElse(false);
        return holds
                ? Outcome.ok(new CertificateRequest(key))
                : Outcome.refused(
                        RefusalCode.BAD_SIGNATURE,
                        "The request is not signed by its own key with SHA-256 or better; make a new request.");
    }

    private static <T> Outcome<T> malformed() {
        return Outcome.refused(
                RefusalCode.BAD_REQUEST_FILE, "This is not a well-formed certificate request (PKCS#10, PEM or DER).");
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** Of the key as a certificate will hold it, however the request wrote it. */
    public KeyId keyId() {
        return new KeyId(Bytes.of(Providers.sha256(publicKey.getEncoded())));
    }
}
