package org.signet.crypto.lint;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.signet.crypto.x509.CertificateContent;

/** A critical extension that mail clients do not know makes them refuse the certificate. */
final class KnownCriticalExtensions implements LintRule {
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectAlternativeName,
            Extension.certificatePolicies,
            Extension.nameConstraints,
            Extension.cRLDistributionPoints,
            Extension.authorityKeyIdentifier,
            Extension.subjectKeyIdentifier,
            Extension.authorityInfoAccess);

    @Override
    public String citation() {
        return "RFC 5280 §4.2; RFC 8550 §4.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Extensions extensions = certificate.asn1().getExtensions();
        if (extensions == null) {
            return Optional.empty();
        }
        for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
            if (!KNOWN.contains(oid)) {
                return Optional.of("The critical extension " + oid + " is unknown to mail clients.");
            }
        }
        return Optional.empty();
    }
}
