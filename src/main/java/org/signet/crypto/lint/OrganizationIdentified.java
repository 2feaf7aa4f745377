package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** An organisation stands in a mailbox certificate with the register that knows it, and the register's entry with the name. Not
 * every company that runs a CA of its own is in a register, so this warns. */
final class OrganizationIdentified implements LintRule {
    @Override
    public String citation() {
        return "S/MIME BR §7.1.4.2.4, §7.1.4.2.5";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        boolean name = false;
        boolean register = false;
        for (AttributeTypeAndValue attribute : SubjectAttributes.of(certificate)) {
            ASN1ObjectIdentifier type = attribute.getType();
            name |= type.equals(BCStyle.O);
            register |= type.equals(BCStyle.ORGANIZATION_IDENTIFIER);
        }
        return name == register
                ? Optional.empty()
                : Optional.of("organizationName and organizationIdentifier must stand together.");
    }
}
