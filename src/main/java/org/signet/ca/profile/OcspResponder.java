package org.signet.ca.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.model.DistinguishedName;
import org.signet.model.Validity;

/**
 * The certificate of the key that signs OCSP answers in a CA's place (RFC 6960 §4.2.2.2, S/MIME BR §4.9.9). It is issued by the
 * very CA that it answers for, asserts no policy, and has no CRL address: it is trusted until it ends.
 */
public final class OcspResponder {
    /** What commands and records call it. */
    public static final String ID = "ocsp-responder";

    /**
     * No client asks whether it is revoked, so it is short (RFC 6960 §4.2.2.2.1), yet outlives a month's holiday of the issuing
     * key.
     */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private OcspResponder() {}

    /** {@code C=…, O=COMPANY, organizationIdentifier=…, CN=COMPANY E-Mail OCSP responder}. */
    public static DistinguishedName subject(Company company) {
        return company.service("OCSP responder");
    }

    public static Purpose purpose() {
        return new Purpose(Set.of(KeyUsageBit.DIGITAL_SIGNATURE), Set.of(ExtendedKeyUse.OCSP_SIGNING), List.of());
    }

    /** Both end seconds counted. */
    public static Validity validity(Instant from) {
        return new Validity(from, from.plus(LIFETIME).minusSeconds(1));
    }
}
