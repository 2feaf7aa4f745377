package org.signet.crypto.lint;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.signet.crypto.x509.CertificateContent;

/** Every critical extension is one that mail programs know. */
final class KnownCriticalExtensions implements LintRule {
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.subjectAlternativeName,
            Extension.nameConstraints);

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
        if (certificate.asn1().getExtensions() == null) {
            return Optional.empty();
        }
        for (ASN1ObjectIdentifier oid : certificate.asn1().getExtensions().getCriticalExtensionOIDs()) {
            if (!KNOWN.contains(oid)) {
                return Optional.of("The critical extension " + oid + " is not known to mail programs.");
            }
        }
        return Optional.empty();
    }
}
