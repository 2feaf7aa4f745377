package org.signet.ca.profile;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.model.DistinguishedName;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;

/**
 * A kind of certificate for people.
 *
 * @param id what commands and records call it
 * @param policy dotted OID that it asserts
 * @param lifetime with both end seconds counted
 */
public record Profile(String id, String policy, Duration lifetime, Set<ExtendedKeyUse> extendedKeyUse) {
    /** One day under the 825 of S/MIME BR §6.3.2. */
    private static final Duration LIFETIME = Duration.ofDays(824);

    public static final String MAILBOX_STRICT = "mailbox-strict";

    public Profile {
        extendedKeyUse = Set.copyOf(extendedKeyUse);
    }

    /** The subject is the mailbox alone and the key is for e-mail alone (S/MIME BR §7.1.4.2.3). */
    public static Profile mailboxStrict(PolicyArc arc) {
        return new Profile(MAILBOX_STRICT, arc.mailboxStrict(), LIFETIME, EnumSet.of(ExtendedKeyUse.EMAIL_PROTECTION));
    }

    /**
     * The subject: the first address as common name. One longer than the 64 characters of ub-common-name (RFC 5280
     * Appendix A.1) stands in the subjectAltName alone, which an empty subject makes critical.
     */
    public DistinguishedName subject(List<EmailAddress> addresses) {
        String address = addresses.get(0).toString();
        return address.length() <= 64 ? DistinguishedName.commonName(address) : new DistinguishedName(List.of());
    }

    /** keyUsage by purpose and kind of key: RSA enciphers keys, EC agrees on them (S/MIME BR §7.1.2.3 e). */
    public Set<KeyUsageBit> keyUsage(KeyUse use, boolean rsa) {
        Set<KeyUsageBit> bits = EnumSet.noneOf(KeyUsageBit.class);
        if (use.signs()) {
            bits.add(KeyUsageBit.DIGITAL_SIGNATURE);
        }
        if (use.encrypts()) {
            bits.add(rsa ? KeyUsageBit.KEY_ENCIPHERMENT : KeyUsageBit.KEY_AGREEMENT);
        }
        return bits;
    }
}
