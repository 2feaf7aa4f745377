package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.EmailAddress;

/**
 * An ASCII mailbox is an rfc822Name as SMTP knows it, without phrase or comment; any other is an SmtpUTF8Mailbox, its domain
 * in lower-case A-labels, no byte order mark before it.
 */
final class MailboxForm implements LintRule {
    @Override
    public String citation() {
        return "RFC 5280 §4.2.1.6, §7.5; RFC 8550 §4.4.3; RFC 9598 §3";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return kind == CertificateKind.MAILBOX;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        for (GeneralName name : Mailboxes.names(certificate)) {
            if (name.getTagNo() == GeneralName.rfc822Name && !isAsciiMailbox(Mailboxes.text(name))) {
                return Optional.of("An rfc822Name must be a mailbox of the form local@domain in ASCII.");
            }
            if (name.getTagNo() == GeneralName.otherName
                    && Mailboxes.isMailbox(name)
                    && !isInternational(Mailboxes.text(name))) {
                return Optional.of(
                        "An SmtpUTF8Mailbox must have a non-ASCII local part, and a domain of lower-case A-labels.");
            }
        }
        return Optional.empty();
    }

    private static boolean isAsciiMailbox(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && EmailAddress.parse(text).isOk();
    }

    private static boolean isInternational(String text) {
        return EmailAddress.parse(text)
                .fold(
                        address -> address.needsSmtpUtf8Mailbox()
                                && address.toString().equals(text),
                        refusal -> false);
    }
}
