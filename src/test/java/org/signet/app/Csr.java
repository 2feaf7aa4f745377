package org.signet.app;

import java.security.KeyPair;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.model.EmailAddress;

/** PKCS#10 requests as a person's own machine makes them. */
public final class Csr {
    private static final EmailAddress ANYONE = new EmailAddress("anyone", "example.com");

    private Csr() {}

    public static KeyPair key(KeyType type) {
        return Providers.generate(type, TestCa.RANDOM);
    }

    /** A request of that key in DER. */
    public static byte[] of(KeyPair key) {
        RequestTemplate template = new RequestTemplate(ANYONE, key.getPublic());
        return template.signed(octets -> Providers.sign(template.scheme(), key.getPrivate(), octets))
                .toArray();
    }

    /** A request of a fresh P-256 key. */
    public static byte[] fresh() {
        return of(key(KeyType.EC_P256));
    }

    public static CertificateRequest parsed(KeyPair key) {
        return CertificateRequest.parse(of(key)).orThrow();
    }

    public static CertificateRequest parsedFresh() {
        return parsed(key(KeyType.EC_P256));
    }
}
