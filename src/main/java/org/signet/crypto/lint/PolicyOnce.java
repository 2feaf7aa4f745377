package org.signet.crypto.lint;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.signet.crypto.x509.CertificateContent;

/** No policy is asserted twice. */
final class PolicyOnce implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind.isCa();
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        PolicyInformation[] policies = certificate
                .extensionValue(Extension.certificatePolicies)
                .map(value -> CertificatePolicies.getInstance(value).getPolicyInformation())
                .orElse(new PolicyInformation[0]);
        Set<ASN1ObjectIdentifier> seen = new HashSet<>();
        for (PolicyInformation policy : policies) {
            if (!seen.add(policy.getPolicyIdentifier())) {
                return Optional.of("The policy " + policy.getPolicyIdentifier() + " is asserted twice.");
            }
        }
        return Optional.empty();
    }
}
