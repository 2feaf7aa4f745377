package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.signet.crypto.x509.CertificateContent;

/** An emailAddress in the subject stands in the subjectAltName too. */
final class EmailInSubject implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.6; RFC 8550 §3";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (RDN rdn : certificate.asn1().getSubject().getRDNs(BCStyle.EmailAddress)) {
            String text = IETFUtils.valueToString(rdn.getFirst().getValue());
            if (certificate.addresses().stream()
                    .noneMatch(address -> address.toString().equalsIgnoreCase(text))) {
                return Optional.of("The subject names a mailbox that the subjectAltName does not.");
            }
        }
        return Optional.empty();
    }
}
