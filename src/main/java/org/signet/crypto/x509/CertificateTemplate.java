package org.signet.crypto.x509;

import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.signet.crypto.policy.ContentCipher;
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
 * @param purpose what the key is for
 * @param ca makes it a CA; null for everybody else, whose basicConstraints is left out (RFC 8550 §4.4.1)
 * @param policies dotted OIDs for certificatePolicies; empty for no extension
 * @param links where a client finds what it needs to check the certificate
 */
public record CertificateTemplate(
        SerialNumber serial,
        Certificate issuer,
        DistinguishedName subject,
        Validity validity,
        PublicKey subjectKey,
        SignatureScheme signature,
        Purpose purpose,
        CaScope ca,
        List<EmailAddress> addresses,
        List<String> policies,
        Links links) {

    public CertificateTemplate {
        Objects.requireNonNull(serial);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(links);
        addresses = List.copyOf(addresses);
        policies = List.copyOf(policies);
    }

    /**
     * What the subject's key is for.
     *
     * @param extendedKeyUse empty for no extension
     * @param capabilities ciphers that the holder's program surely reads, for those who write to them first
     *     (smimeCapabilities, RFC 4262); empty for no extension
     */
    public record Purpose(
            Set<KeyUsageBit> keyUsage, Set<ExtendedKeyUse> extendedKeyUse, List<ContentCipher> capabilities) {
        public Purpose {
            keyUsage = Set.copyOf(keyUsage);
            extendedKeyUse = Set.copyOf(extendedKeyUse);
            capabilities = List.copyOf(capabilities);
        }
    }

    /**
     * What a CA may certify.
     *
     * @param pathLength basicConstraints' limit; null where there is none
     * @param domains mail domains for nameConstraints, each meant with its host form and its sub-domains; empty for no limit
     * @param critical whether clients that do not know nameConstraints must refuse
     */
    public record CaScope(Integer pathLength, List<String> domains, boolean critical) {
        public CaScope {
            domains = List.copyOf(domains);
        }
    }

    /**
     * Addresses of the issuer's things.
     *
     * @param crl of its CRL; null for no extension
     * @param issuer of its own certificate (caIssuers); null for none
     * @param ocsp of the responder that tells its certificates' status; null for none
     */
    public record Links(String crl, String issuer, String ocsp) {
        public static final Links NONE = new Links(null, null, null);
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
        /** Brings id-pkix-ocsp-nocheck with it (RFC 6960 §4.2.2.2.1). */
        OCSP_SIGNING
    }

    /** The DER TBSCertificate. */
    public Bytes encode() {
        return TbsEncoder.encode(this);
    }
}
