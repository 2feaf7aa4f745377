package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.signet.crypto.x509.CertificateContent;

/** An ASCII mailbox is an rfc822Name, any other an SmtpUTF8Mailbox; domains are lower-case A-labels. */
final class MailboxForm implements LintRule {
    @Override
    public String citation() {
        return "RFC 9598 §3; RFC 5280 §4.2.1.6";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        GeneralNames names = certificate
                .extension(Extension.subjectAlternativeName)
                .map(e -> GeneralNames.getInstance(e.getParsedValue()))
                .orElse(new GeneralNames(new GeneralName[0]));
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.otherName && ascii(mailbox(name))) {
                return Optional.of("An ASCII mailbox must be an rfc822Name, not an SmtpUTF8Mailbox.");
            }
            if (name.getTagNo() == GeneralName.rfc822Name
                    && !ascii(ASN1IA5String.getInstance(name.getName()).getString())) {
                return Optional.of("An rfc822Name must be ASCII.");
            }
        }
        return certificate.addresses().stream().allMatch(address -> certificate.names(address))
                ? Optional.empty()
                : Optional.of("The domain of a mailbox must be written as lower-case A-labels.");
    }

    private static String mailbox(GeneralName name) {
        return ASN1UTF8String.getInstance(OtherName.getInstance(name.getName()).getValue())
                .getString();
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
