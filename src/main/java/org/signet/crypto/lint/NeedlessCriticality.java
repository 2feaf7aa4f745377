package org.signet.crypto.lint;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** Purposes, policies and CRL addresses are better not critical. */
final class NeedlessCriticality implements LintRule {
    private static final List<ASN1ObjectIdentifier> BETTER_NOT =
            List.of(Extension.extendedKeyUsage, Extension.certificatePolicies, Extension.cRLDistributionPoints);

    @Override
    public String citation() {
        return "RFC 8550 §4.4; RFC 5280 §4.2.1.13; S/MIME BR §7.1.2.2, §7.1.2.3";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (ASN1ObjectIdentifier oid : BETTER_NOT) {
            if (certificate.extension(oid).filter(Extension::isCritical).isPresent()) {
                return Optional.of("The extension " + oid + " is critical without need.");
            }
        }
        return Optional.empty();
    }
}
