package org.signet.crypto.x509;

import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.DistinguishedName;
import org.signet.model.EmailAddress;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/**
 * Everything that goes into a certificate, before it is encoded.
 *
 * @param issuer the issuer's certificate, whose subject is repeated octet by octet; null for a self-signed root
 * @param pathLength basicConstraints' limit for a CA; null where there is none
 * @param ca whether basicConstraints says CA; otherwise the extension is left out (RFC 8550 §4.4.1)
 * @param policies dotted OIDs for certificatePolicies; empty for no extension
 * @param permittedDomains mail domains for nameConstraints, each meant with its host form and its sub-domains
 * @param crlUrl where the issuer's CRL lies; null for no extension
 * @param issuerUrl where the issuer's own certificate lies (caIssuers); null for no extension
 */
public record CertificateTemplate(
        SerialNumber serial,
        Certificate issuer,
        DistinguishedName subject,
        Validity validity,
        PublicKey subjectKey,
        SignatureScheme signature,
        boolean ca,
        Integer pathLength,
        Set<KeyUsageBit> keyUsage,
        Set<ExtendedKeyUse> extendedKeyUse,
        List<EmailAddress> addresses,
        List<String> policies,
        List<String> permittedDomains,
        boolean constraintsCritical,
        String crlUrl,
        String issuerUrl) {

    public CertificateTemplate {
        Objects.requireNonNull(serial);
        keyUsage = Set.copyOf(keyUsage);
        extendedKeyUse = Set.copyOf(extendedKeyUse);
        addresses = List.copyOf(addresses);
        policies = List.copyOf(policies);
        permittedDomains = List.copyOf(permittedDomains);
    }

    /** Bits of keyUsage (RFC 5280 §4.2.1.3). */
    public enum KeyUsageBit {
        DIGITAL_SIGNATURE,
        KEY_ENCIPHERMENT,
        KEY_AGREEMENT,
        KEY_CERT_SIGN,
        CRL_SIGN
    }

    /** Purposes of extKeyUsage (RFC 5280 §4.2.1.12). */
    public enum ExtendedKeyUse {
        EMAIL_PROTECTION,
        CLIENT_AUTH,
        OCSP_SIGNING
    }

    /** The DER TBSCertificate. */
    public Bytes encode() {
        return TbsEncoder.encode(this);
    }
}
