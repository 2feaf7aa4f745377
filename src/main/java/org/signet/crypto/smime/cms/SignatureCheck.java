package org.signet.crypto.smime.cms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.policy.MessageSignature;
import org.signet.crypto.policy.Standing;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Der;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/**
 * What a signature says of the content and the key, each step by itself (RFC 5652 §5.4, §5.6). Whether the key is to be trusted is
 * another question.
 *
 * @param certificate the one whose key made it, or that it names; empty if there is none
 * @param digest whether the content has the digest that was signed
 * @param signature whether the key made the signature
 * @param signingCertificate whether the certificate is the one that the signature names (RFC 5035)
 * @param algorithmProtection whether the algorithms are those that the signature names (RFC 6211)
 * @param algorithm how it was signed; empty if that is not known
 * @param problems what else speaks against it, whole sentences
 */
public record SignatureCheck(
        SignerInfo info,
        Optional<Certificate> certificate,
        Result digest,
        Result signature,
        Result signingCertificate,
        Result algorithmProtection,
        Optional<MessageSignature> algorithm,
        List<Problem> problems) {

    /** What came out of a check. */
    public enum Result {
        GOOD,
        BAD,
        /** There was nothing to check. */
        ABSENT,
        /** It could not be checked: the certificate is missing, or the algorithm is not known. */
        UNKNOWN
    }

    /** @param code stable name */
    public record Problem(String code, String text) {}

    /** How long a content may be that is looked at for attributes in disguise. */
    private static final int DISGUISE = 64 * 1024;

    /** True if everything that could be checked holds, and it could be checked. */
    public boolean holds() {
        return signature == Result.GOOD
                && digest == Result.GOOD
                && signingCertificate != Result.BAD
                && algorithmProtection != Result.BAD
                && problems.isEmpty()
                && standing() != Standing.WORTHLESS;
    }

    /** True if it could not be checked, which says nothing against the content. */
    public boolean isOpen() {
        return signature == Result.UNKNOWN && digest != Result.BAD && problems.isEmpty();
    }

    /** What the algorithms and the key are worth. */
    public Standing standing() {
        Standing digests = info.digest().map(DigestAlgorithm::standing).orElse(Standing.SOUND);
        return algorithm.map(a -> a.standing().and(digests)).orElse(digests);
    }

    /**
     * @param digests of the content, by the algorithms that the signers name
     * @param known certificates that may be meant
     */
    public static SignatureCheck of(
            SignerInfo info,
            String contentType,
            StoredOctets content,
            Map<DigestAlgorithm, Bytes> digests,
            List<Certificate> known)
            throws IOException {
        List<Certificate> meant = known.stream().filter(info.signer()::fits).toList();
        SignatureCheck last = null;
        // A key identifier may be that of several certificates: the one whose key made the signature is meant.
        for (Certificate certificate : meant) {
            SignatureCheck check = new Checking(info, contentType, content, digests).by(certificate);
            if (check.holds()) {
                return check;
            }
            last = last == null || check.signature == Result.GOOD ? check : last;
        }
        return last != null ? last : new Checking(info, contentType, content, digests).withoutCertificate();
    }

    /** One signature with one certificate. */
    private record Checking(
            SignerInfo info, String contentType, StoredOctets content, Map<DigestAlgorithm, Bytes> digests) {

        SignatureCheck withoutCertificate() throws IOException {
            return new SignatureCheck(
                    info,
                    Optional.empty(),
                    digest(),
                    Result.UNKNOWN,
                    Result.UNKNOWN,
                    protection(),
                    Optional.empty(),
                    problems(Optional.empty(), Optional.empty()));
        }

        SignatureCheck by(Certificate certificate) throws IOException {
            Optional<MessageSignature> algorithm = MessageSignature.of(
                    info.signatureAlgorithm(),
                    info.digest(),
                    certificate.content().publicKey());
            return new SignatureCheck(
                    info,
                    Optional.of(certificate),
                    digest(),
                    algorithm.isEmpty() ? Result.UNKNOWN : of(isRight(algorithm.get(), certificate)),
                    info.attributes()
                            .flatMap(attributes -> attributes.names(certificate))
                            .map(Checking::of)
                            .orElse(Result.ABSENT),
                    protection(),
                    algorithm,
                    problems(Optional.of(certificate), algorithm));
        }

        private static Result of(boolean good) {
            return good ? Result.GOOD : Result.BAD;
        }

        /** Without attributes the signature itself covers the content. */
        private Result digest() {
            if (info.attributes().isEmpty()) {
                return Result.GOOD;
            }
            Optional<Bytes> signed = info.attributes().get().messageDigest();
            Optional<Bytes> found = info.digest().map(digests::get);
            if (signed.isEmpty()) {
                return Result.BAD;
            }
            return found.isEmpty() ? Result.UNKNOWN : of(found.equals(signed));
        }

        private Result protection() {
            return info.attributes()
                    .flatMap(attributes -> attributes.protects(info.signatureAlgorithm(), info.digestOid()))
                    .map(Checking::of)
                    .orElse(Result.ABSENT);
        }

        private boolean isRight(MessageSignature algorithm, Certificate certificate) throws IOException {
            var key = certificate.content().publicKey();
            byte[] signature = info.signature().toArray();
            if (info.attributes().isEmpty()) {
                try (InputStream in = content.open()) {
                    return algorithm.verify(key, in, signature);
                }
            }
            for (Bytes form : info.attributeForms()) {
                if (algorithm.verify(key, new ByteArrayInputStream(form.toArray()), signature)) {
                    return true;
                }
            }
            return false;
        }

        private List<Problem> problems(Optional<Certificate> certificate, Optional<MessageSignature> algorithm)
                throws IOException {
            List<Problem> problems = new ArrayList<>();
            if (info.attributes().isEmpty()) {
                if (isSetOfAttributes()) {
                    problems.add(new Problem(
                            "forged-attributes",
                            "The signed content is a set of attributes, as if taken from another signature."));
                } else if (!contentType.equals(CmsType.DATA.oid())) {
                    problems.add(new Problem(
                            "attributes-missing",
                            "The content is of a type whose signature must have signed attributes."));
                }
            } else {
                SignedAttributes attributes = info.attributes().get();
                if (!attributes.contentType().equals(Optional.of(contentType))) {
                    problems.add(new Problem(
                            "content-type-mismatch", "The content is of another type than the one that was signed."));
                }
                attributes
                        .problems()
                        .forEach(problem ->
                                problems.add(new Problem("bad-attribute", "The signed attribute " + problem + ".")));
                if (algorithm
                        .flatMap(MessageSignature::digest)
                        .filter(digest -> !info.digest().equals(Optional.of(digest)))
                        .isPresent()) {
                    // RFC 8933 §3: else one that is broken would do for the content.
                    problems.add(new Problem(
                            "digests-differ", "The content is digested with another algorithm than the signature."));
                }
            }
            if (certificate.filter(one -> !says(one, Certificate::signs)).isPresent()) {
                problems.add(new Problem("key-usage", "The certificate's key may not sign messages."));
            }
            if (certificate.filter(one -> !says(one, Certificate::servesMail)).isPresent()) {
                problems.add(new Problem("extended-key-usage", "The certificate is not one for mail."));
            }
            return List.copyOf(problems);
        }

        /** A certificate whose extension is malformed allows nothing by it. */
        private static boolean says(Certificate certificate, Predicate<Certificate> what) {
            try {
                return what.test(certificate);
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }

        /** ForgedAttributes: a signature over attributes passed off as one over content. */
        private boolean isSetOfAttributes() throws IOException {
            byte[] head = content.head(DISGUISE + 1);
            if (head.length == 0 || head[0] != Der.SET || head.length > DISGUISE) {
                return false;
            }
            try {
                for (var each : ASN1Set.getInstance(ContentInfo.primitive(head))) {
                    Attribute.getInstance(each);
                }
                return true;
            } catch (IOException | RuntimeException another) {
                return false;
            }
        }
    }
}
