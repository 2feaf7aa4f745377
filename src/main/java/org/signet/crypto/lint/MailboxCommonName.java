package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** The common name of a certificate without a person's names is one of its mailboxes. */
final class MailboxCommonName implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2.2 a";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        X500Name subject = certificate.asn1().getSubject();
        if (subject.getRDNs(BCStyle.CN).length == 0 || subject.size() > 1) {
            return Optional.empty();
        }
        String name = certificate.shortName();
        return certificate.addresses().stream()
                        .anyMatch(address -> address.toString().equals(name))
                ? Optional.empty()
                : Optional.of("The common name is none of the mailboxes.");
    }
}
