package org.signet.crypto.lint;

import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.signet.crypto.x509.CertificateContent;

/** The names of a subjectAltName as they are written there, good or bad. */
final class Mailboxes {
    private static final GeneralName[] NONE = {};

    private Mailboxes() {}

    static GeneralName[] names(CertificateContent certificate) {
        return certificate
                .extensionValue(Extension.subjectAlternativeName)
                .map(value -> GeneralNames.getInstance(value).getNames())
                .orElse(NONE);
    }

    static boolean isMailbox(GeneralName name) {
        return name.getTagNo() == GeneralName.rfc822Name
                || name.getTagNo() == GeneralName.otherName
                        && OtherName.getInstance(name.getName())
                                .getTypeID()
                                .equals(CertificateContent.SMTP_UTF8_MAILBOX);
    }

    /** The text of an rfc822Name or a SmtpUTF8Mailbox. */
    static String text(GeneralName name) {
        return name.getTagNo() == GeneralName.rfc822Name
                ? ASN1IA5String.getInstance(name.getName()).getString()
                : ASN1UTF8String.getInstance(
                                OtherName.getInstance(name.getName()).getValue())
                        .getString();
    }
}
