package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.SignatureScheme;

/** How a signature algorithm is written: NULL parameters for RSA, none for ECDSA and Ed25519 (S/MIME BR §7.1.3.2). */
public final class AlgorithmForm {
    private AlgorithmForm() {}

    /** What is wrong, in one sentence. */
    public static Optional<String> problem(AlgorithmIdentifier algorithm) {
        Optional<SignatureScheme> scheme =
                SignatureScheme.ofOid(algorithm.getAlgorithm().getId());
        if (scheme.isEmpty()) {
            return Optional.of("The signature algorithm is not RSA or ECDSA with SHA-256, SHA-384 or SHA-512.");
        }
        boolean right = scheme.get().isRsa()
                ? DERNull.INSTANCE.equals(algorithm.getParameters())
                : algorithm.getParameters() == null;
        return right ? Optional.empty() : Optional.of("The signature algorithm's parameters are not as they must be.");
    }
}
