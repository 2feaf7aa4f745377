package org.signet.crypto.policy;

import java.security.KeyPair;
import org.signet.model.Bytes;

/**
 * What {@link ProvidersTest} runs in a JVM of its own: says which providers it uses, verifies each
 * {@code SCHEME KEY SIGNATURE} it is given, and signs with keys it makes.
 */
final class FallbackProbe {
    private FallbackProbe() {}

    public static void main(String[] proofs) throws Exception {
        System.out.println(Providers.choices());
        for (String proof : proofs) {
            String[] parts = proof.split(" ");
            SignatureScheme scheme = SignatureScheme.valueOf(parts[0]);
            boolean holds = Providers.verify(
                    scheme,
                    Providers.publicKey(oid(scheme), Bytes.ofHex(parts[1]).toArray()),
                    ProvidersTest.message(),
                    Bytes.ofHex(parts[2]).toArray());
            System.out.println(scheme + " " + holds);
        }
        sign(KeyType.RSA_2048);
        sign(KeyType.EC_P256);
    }

    private static String oid(SignatureScheme scheme) {
        return scheme.isRsa() ? "1.2.840.113549.1.1.1" : "1.2.840.10045.2.1";
    }

    private static void sign(KeyType type) {
        KeyPair key = Providers.generate(type, Providers.newRandom());
        SignatureScheme scheme = SignatureScheme.forKey(key.getPublic());
        byte[] signature = Providers.sign(scheme, key.getPrivate(), ProvidersTest.message());
        System.out.println(scheme + " " + oid(scheme) + " "
                + Bytes.of(key.getPublic().getEncoded()).hex() + " "
                + Bytes.of(signature).hex());
    }
}
