package org.signet.crypto.lint;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.signet.crypto.x509.CertificateContent;

/** Samples with something wrong in a name. */
final class NameSamples {
    private static final RDN ADA = rdn(BCStyle.CN, "ada@example.com");
    private static final RDN COMPANY = rdn(BCStyle.O, "Example Company");
    private static final RDN GERMANY = rdn(BCStyle.C, new DERPrintableString("DE"));
    private static final RDN REGISTER = rdn(BCStyle.ORGANIZATION_IDENTIFIER, "NTRDE-HRB12345");
    private static final RDN ISSUING = rdn(BCStyle.CN, "Issuing CA");

    private NameSamples() {}

    static void make(SampleMaker maker) throws IOException {
        subjects(maker);
        attributes(maker);
        organisations(maker);
        places(maker);
        mailboxes(maker);
        mailboxForms(maker);
    }

    private static RDN rdn(ASN1ObjectIdentifier type, String value) {
        return rdn(type, new DERUTF8String(value));
    }

    private static RDN rdn(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new RDN(type, value);
    }

    private static X500Name name(RDN... parts) {
        return new X500Name(parts);
    }

    private static void subjects(SampleMaker maker) throws IOException {
        maker.issuing("issuer-name", "error issuer-name", d -> d.subject = name());
        maker.leaf(
                "mailbox-common-name",
                "error mailbox-common-name",
                d -> d.subject = name(rdn(BCStyle.CN, "grace@example.com")));
        maker.leaf(
                "email-in-subject",
                "error email-in-subject",
                d -> d.subject = name(ADA, rdn(BCStyle.EmailAddress, new DERIA5String("grace@example.com"))));
        maker.leaf(
                "personal-name-or-pseudonym",
                "error personal-name-or-pseudonym",
                d -> d.subject = name(rdn(BCStyle.SURNAME, "Lovelace"), rdn(BCStyle.PSEUDONYM, "Enchantress"), ADA));
    }

    private static void attributes(SampleMaker maker) throws IOException {
        maker.leaf(
                "subject-text",
                "error subject-text, error mailbox-common-name",
                d -> d.subject = name(rdn(BCStyle.CN, "-")));
        maker.issuing(
                "subject-text-control",
                "error subject-text",
                d -> d.subject = name(rdn(BCStyle.O, "Example\nCompany"), ISSUING));
        maker.issuing(
                "subject-encoding",
                "error subject-encoding",
                d -> d.subject = name(rdn(BCStyle.O, new DERBMPString("Example Company")), ISSUING));
        maker.issuing(
                "subject-encoding-printable",
                "error subject-encoding",
                d -> d.subject = name(rdn(BCStyle.O, new DERPrintableString("Example & Company")), ISSUING));
        maker.issuing(
                "subject-lengths",
                "error subject-lengths",
                d -> d.subject = name(rdn(BCStyle.O, "Example ".repeat(8) + "Company"), ISSUING));
        maker.issuing(
                "country-name",
                "error country-name",
                d -> d.subject = name(rdn(BCStyle.C, new DERPrintableString("de")), COMPANY, ISSUING));
        maker.issuing(
                "organization-identifier-form",
                "error organization-identifier-form",
                d -> d.subject = name(COMPANY, rdn(BCStyle.ORGANIZATION_IDENTIFIER, "HRB 12345"), ISSUING));
    }

    private static void organisations(SampleMaker maker) throws IOException {
        maker.issuing("ca-names", "error ca-names", d -> d.subject = name(ISSUING));
        maker.root("ca-names-root", "error ca-names", d -> {
            d.subject = name(COMPANY);
            d.issuer = name(COMPANY);
        });
        maker.leaf("good-organisation", "nothing", d -> d.subject = name(GERMANY, COMPANY, REGISTER, ADA));
        maker.leaf("organization-identified", "warning organization-identified", d -> d.subject = name(COMPANY, ADA));
        maker.leaf(
                "organization-identified-nameless",
                "warning organization-identified",
                d -> d.subject = name(REGISTER, ADA));
        maker.leaf(
                "register-country",
                "warning register-country",
                d -> d.subject = name(GERMANY, COMPANY, rdn(BCStyle.ORGANIZATION_IDENTIFIER, "NTRAT-FN12345x"), ADA));
        maker.leaf(
                "good-register-of-the-world",
                "nothing",
                d -> d.subject = name(
                        GERMANY, COMPANY, rdn(BCStyle.ORGANIZATION_IDENTIFIER, "LEIXG-529900T8BM49AURSDO55"), ADA));
    }

    private static void places(SampleMaker maker) throws IOException {
        RDN town = rdn(BCStyle.L, "Freiburg");
        RDN street = rdn(BCStyle.STREET, "Example Street 1");
        maker.leaf("good-place", "nothing", d -> d.subject = name(GERMANY, town, street, COMPANY, REGISTER, ADA));
        maker.leaf("place-names", "error place-names", d -> d.subject = name(town, COMPANY, REGISTER, ADA));
        maker.leaf(
                "place-names-street",
                "error place-names",
                d -> d.subject = name(GERMANY, street, COMPANY, REGISTER, ADA));
    }

    private static void set(Draft draft, boolean critical, GeneralName... names) {
        draft.set(Extension.subjectAlternativeName, critical, new GeneralNames(names));
    }

    private static GeneralName ascii(String mailbox) {
        return new GeneralName(GeneralName.rfc822Name, mailbox);
    }

    private static GeneralName international(String mailbox) {
        return new GeneralName(
                GeneralName.otherName, new OtherName(CertificateContent.SMTP_UTF8_MAILBOX, new DERUTF8String(mailbox)));
    }

    private static void mailboxes(SampleMaker maker) throws IOException {
        GeneralName ada = ascii("ada@example.com");
        maker.leaf(
                "mailbox-names",
                "error mailbox-names",
                d -> set(d, false, ada, new GeneralName(GeneralName.dNSName, "www.example.com")));
        maker.leaf("mailbox-names-critical", "error mailbox-names", d -> set(d, true, ada));
        maker.leaf("mailbox-names-missing", "error mailbox-names", d -> {
            d.subject = name();
            d.extensions.remove(Extension.subjectAlternativeName);
        });
        maker.leaf("mailbox-names-alone", "error mailbox-names", d -> d.subject = name());
    }

    private static void mailboxForms(SampleMaker maker) throws IOException {
        String[] wrong = {"Ada <ada@example.com>", "ada", "ada@example.com, grace@example.com"};
        for (int i = 0; i < wrong.length; i++) {
            String text = wrong[i];
            maker.leaf("mailbox-form-" + (i + 1), "error mailbox-form", d -> {
                d.subject = name();
                set(d, true, ascii(text));
            });
        }
        maker.leaf("mailbox-form", "error mailbox-form", d -> set(d, false, international("ada@example.com")));
        maker.leaf("mailbox-form-domain", "error mailbox-form", d -> {
            d.subject = name();
            set(d, true, international("j\u00fcrgen@EXAMPLE.com"));
        });
        maker.leaf("good-mailbox-international", "nothing", d -> {
            d.subject = name();
            set(d, true, international("j\u00fcrgen@xn--mnchen-3ya.example"));
        });
    }
}
