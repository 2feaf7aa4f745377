package org.signet.crypto.lint;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** A private CA asserts policies of its own arc, not those of the CA/Browser Forum. */
final class PolicyArcIsOurs implements LintRule {
    private static final ASN1ObjectIdentifier FORUM = new ASN1ObjectIdentifier("2.23.140.1.5");

    @Override
    public String citation() {
        return "S/MIME BR §1.1, §7.1.6.1";
    }

    @Override
    public Severity severity() {
        return Severity.NOTICE;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        return certificate
                .extensionValue(Extension.certificatePolicies)
                .map(value -> CertificatePolicies.getInstance(value).getPolicyInformation())
                .filter(policies -> Arrays.stream(policies)
                        .anyMatch(policy -> policy.getPolicyIdentifier().on(FORUM)))
                .map(policies -> "This asserts a policy of the CA/Browser Forum, which only public CAs may do.");
    }
}
