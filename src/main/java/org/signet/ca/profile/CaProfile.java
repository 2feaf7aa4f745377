package org.signet.ca.profile;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.signet.crypto.x509.CertificateTemplate.CaScope;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.model.DistinguishedName;

/**
 * The kinds of CA certificates: root and issuing CA (RFC 5280 §4.2, S/MIME BR §7.1.2.1 and §7.1.2.2).
 *
 * @param pathLength null for no limit
 */
public record CaProfile(
        String id,
        String label,
        Duration lifetime,
        Integer pathLength,
        Set<ExtendedKeyUse> extendedKeyUse,
        List<String> policies) {
    /** The company runs its own issuing CA, so it may assert every policy of the arc (S/MIME BR §7.1.6.3). */
    private static final String ANY_POLICY = "2.5.29.32.0";

    public static final CaProfile ROOT =
            new CaProfile("root", "Root CA", Duration.ofDays(20 * 365 + 5), null, Set.of(), List.of());
    public static final CaProfile ISSUING = new CaProfile(
            "issuing-ca",
            "Issuing CA",
            Duration.ofDays(8 * 365 + 2),
            0,
            Set.of(ExtendedKeyUse.EMAIL_PROTECTION),
            List.of(ANY_POLICY));

    /**
     * A root that another root certifies, while devices change from one to the other (S/MIME BR §7.1.2.2). Without limits of
     * its own: those of the issuing CAs below it hold.
     */
    public static final CaProfile CROSS = new CaProfile(
            "cross-ca", "Root CA", ROOT.lifetime(), null, Set.of(ExtendedKeyUse.EMAIL_PROTECTION), List.of(ANY_POLICY));

    /** What a CA's key may do, whatever its level. */
    private static final Set<KeyUsageBit> KEY_USAGE = EnumSet.of(KeyUsageBit.KEY_CERT_SIGN, KeyUsageBit.CRL_SIGN);

    /** How ids of its issuers begin: {@code root-}, {@code issuing-}. */
    public String idPrefix() {
        return extendedKeyUse.isEmpty() ? "root-" : "issuing-";
    }

    public Purpose purpose() {
        return new Purpose(KEY_USAGE, extendedKeyUse, List.of());
    }

    /** @param domains the mail domains that it may certify; empty for every one */
    public CaScope scope(List<String> domains, boolean critical) {
        return new CaScope(pathLength, domains, critical);
    }

    /** {@code C=…, O=COMPANY, organizationIdentifier=…, CN=COMPANY E-Mail Root CA GENERATION}. */
    public DistinguishedName subject(Company company, int generation) {
        return company.service(label + " " + generation);
    }
}
