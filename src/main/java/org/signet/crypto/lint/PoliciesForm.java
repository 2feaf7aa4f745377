package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.signet.crypto.x509.CertificateContent;

/** One explicit policy in a mailbox certificate, at least one in an issuing CA, none in a root. */
final class PoliciesForm implements LintRule {
    private static final ASN1ObjectIdentifier ANY = new ASN1ObjectIdentifier("2.5.29.32.0");

    @Override
    public String citation() {
        return "S/MIME BR §7.1.6; RFC 5280 §4.2.1.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        PolicyInformation[] policies = certificate
                .extensionValue(Extension.certificatePolicies)
                .map(value -> CertificatePolicies.getInstance(value).getPolicyInformation())
                .orElse(new PolicyInformation[0]);
        return switch (CertificateKind.of(certificate)) {
            case ROOT -> policies.length == 0 ? Optional.empty() : Optional.of("A root must have no policies.");
            case ISSUING_CA ->
                policies.length > 0 ? Optional.empty() : Optional.of("An issuing CA must have a policy.");
            case OCSP_RESPONDER -> Optional.empty();
            case MAILBOX ->
                policies.length == 1 && !policies[0].getPolicyIdentifier().equals(ANY)
                        ? Optional.empty()
                        : Optional.of("A mailbox certificate must have exactly one policy, and not anyPolicy.");
        };
    }
}
