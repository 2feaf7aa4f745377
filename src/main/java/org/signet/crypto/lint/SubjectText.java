package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.signet.crypto.x509.CertificateContent;

/** Attributes of the subject say something, in the length and encoding their type has. */
final class SubjectText implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.1.2.4, Appendix A.1; S/MIME BR §7.1.4.2.2";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (RDN rdn : certificate.asn1().getSubject().getRDNs()) {
            ASN1Encodable value = rdn.getFirst().getValue();
            if (!(value instanceof ASN1String text)) {
                return Optional.of("An attribute of the subject is no text.");
            }
            String string = text.getString();
            if (string.isBlank() || string.equals("-") || string.equals(".")) {
                return Optional.of("An attribute of the subject is empty or a filler.");
            }
            if (rdn.getFirst().getType().equals(BCStyle.CN) && string.codePointCount(0, string.length()) > 64) {
                return Optional.of("The common name has more than 64 characters.");
            }
            if (rdn.getFirst().getType().equals(BCStyle.C)
                    && (!(value instanceof ASN1PrintableString) || string.length() != 2)) {
                return Optional.of("The country must be a PrintableString of two letters.");
            }
        }
        return Optional.empty();
    }
}
