package org.signet.crypto.x509.possession;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.KeyId;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * A {@link RevocationStatement} whose signature by the key itself holds. The key may be one that is never certified: weak keys
 * above all must end.
 *
 * @param keys the key's id as the request wrote the key and as certificates mostly do; they rarely differ
 */
public record RevocationRequest(RevocationStatement statement, List<KeyId> keys) {

    public RevocationRequest {
        keys = List.copyOf(keys);
    }

    /** Reads PEM (either label, text around it allowed) or DER with nothing behind it, and checks the signature. */
    public static Outcome<RevocationRequest> parse(byte[] file) {
        if (file.length > CertificateRequest.MAX_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "A request that proves a key has at most 16 KiB.");
        }
        List<Bytes> all = Pem.isPem(file)
                ? Pem.decodeRequests(new String(file, StandardCharsets.ISO_8859_1))
                : List.of(Bytes.of(file));
        return all.size() == 1 ? decode(all.get(0).toArray()) : unreadable();
    }

    private static Outcome<RevocationRequest> decode(byte[] der) {
        try {
            ASN1Primitive object = ASN1Primitive.fromByteArray(der);
            return object == null ? unreadable() : check(CertificationRequest.getInstance(object));
        } catch (IOException | RuntimeException e) {
            return unreadable();
        }
    }

    private static <T> Outcome<T> unreadable() {
        return Outcome.refused(
                RefusalCode.BAD_REQUEST_FILE,
                "Give one certificate request (PKCS#10) in PEM, from \"-----BEGIN CERTIFICATE REQUEST-----\" to its end.");
    }

    private static Outcome<RevocationRequest> check(CertificationRequest request) throws IOException {
        var info = request.getCertificationRequestInfo();
        Optional<RevocationStatement> statement = RevocationStatement.read(info.getSubject());
        if (statement.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.BAD_REQUEST_FILE,
                    "The subject of this request is not the text that revokes. Make it with openssl req -new -key FILE"
                            + " -subj \"/CN=" + RevocationStatement.COMPROMISED + "\", exactly so.");
        }
        Optional<PublicKey> key = key(info.getSubjectPublicKeyInfo());
        boolean holds = key.isPresent() && isSigned(request, key.get());
        return holds
                ? Outcome.ok(new RevocationRequest(statement.get(), ids(info.getSubjectPublicKeyInfo(), key.get())))
                : Outcome.refused(
                        RefusalCode.BAD_SIGNATURE,
                        "The request is not signed by its own key with SHA-256 or better, so it proves nothing; make it"
                                + " with the key itself.");
    }

    /** RSA of any size, EC, Ed25519; no key policy: what others can compute must end all the more. */
    private static Optional<PublicKey> key(SubjectPublicKeyInfo info) throws IOException {
        try {
            return Optional.of(
                    Providers.publicKey(info.getAlgorithm().getAlgorithm().getId(), info.getEncoded(ASN1Encoding.DER)));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(CertificationRequest request, PublicKey key) throws IOException {
        byte[] signed = request.getCertificationRequestInfo().getEncoded(ASN1Encoding.DER);
        return SignatureScheme.ofOid(
                        request.getSignatureAlgorithm().getAlgorithm().getId())
                .filter(scheme -> scheme.fits(key))
                .filter(scheme -> Providers.verify(
                        scheme, key, signed, request.getSignature().getOctets()))
                .isPresent();
    }

    private static List<KeyId> ids(SubjectPublicKeyInfo info, PublicKey key) throws IOException {
        return Stream.of(key.getEncoded(), info.getEncoded(), info.getEncoded(ASN1Encoding.DER))
                .map(octets -> new KeyId(Bytes.of(Providers.sha256(octets))))
                .distinct()
                .toList();
    }
}
