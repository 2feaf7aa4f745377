package org.signet.crypto.x509;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.DistinguishedName;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/**
 * A certificate that a key signs for itself, so that a container which wants one (PKCS#12, PKCS#11) takes the key before
 * its real certificate is there. It is no CA's, says nothing of anybody, and never leaves the container.
 */
public final class StandIn {
    private StandIn() {}

    /** @param signer makes the signature value with the scheme that suits the key */
    public static Certificate of(String label, PublicKey key, Instant now, UnaryOperator<byte[]> signer) {
        CertificateTemplate template = new CertificateTemplate(
                new SerialNumber(java.math.BigInteger.ONE),
                null,
                DistinguishedName.commonName(label + " waits for its certificate"),
                new Validity(now, now.plus(Duration.ofDays(1))),
                key,
                SignatureScheme.forKey(key),
                new CertificateTemplate.Purpose(
                        Set.of(CertificateTemplate.KeyUsageBit.DIGITAL_SIGNATURE), Set.of(), List.of()),
                null,
                List.of(),
                List.of(),
                CertificateTemplate.Links.NONE);
        CertificateContent content = CertificateContent.parse(template.encode()).orThrow();
        return Certificate.assemble(content, signer.apply(content.der().toArray()));
    }
}
