package org.signet.crypto.lint;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DisplayText;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.NoticeReference;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.UserNotice;

/** Samples with something wrong in their place in the hierarchy. */
final class HierarchySamples {
    private HierarchySamples() {}

    static void make(SampleMaker maker) throws IOException {
        constraints(maker);
        policies(maker);
        qualifiers(maker);
        extensions(maker);
        status(maker);
    }

    private static NameConstraints permitted(String... bases) {
        GeneralSubtree[] subtrees = new GeneralSubtree[bases.length];
        for (int i = 0; i < bases.length; i++) {
            subtrees[i] = new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, bases[i]));
        }
        return new NameConstraints(subtrees, null);
    }

    private static void constraints(SampleMaker maker) throws IOException {
        maker.issuing("basic-constraints-form", "error basic-constraints-form", d -> {
            BasicConstraints ca = new BasicConstraints(0);
            d.set(Extension.basicConstraints, false, ca);
        });
        maker.issuing(
                "path-length",
                "warning path-length",
                d -> d.set(Extension.basicConstraints, true, new BasicConstraints(true)));
        maker.root(
                "path-length-root",
                "warning path-length",
                d -> d.set(Extension.basicConstraints, true, new BasicConstraints(1)));
        maker.issuing(
                "domain-constraints",
                "warning domain-constraints",
                d -> d.extensions.remove(Extension.nameConstraints));
        maker.issuing(
                "domain-constraints-noncritical",
                "warning domain-constraints",
                d -> d.set(Extension.nameConstraints, false, permitted("example.com", ".example.com")));
        maker.issuing(
                "name-constraint-form",
                "error name-constraint-form",
                d -> d.set(Extension.nameConstraints, true, permitted("example.com")));
        maker.leaf(
                "name-constraint-form-leaf",
                "error name-constraint-form",
                d -> d.set(Extension.nameConstraints, true, permitted("example.com", ".example.com")));
    }

    private static CertificatePolicies policy(String oid) {
        return new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(oid)));
    }

    private static void policies(SampleMaker maker) throws IOException {
        maker.leaf("policies-form", "error policies-form", d -> d.extensions.remove(Extension.certificatePolicies));
        maker.leaf(
                "policies-form-any",
                "error policies-form",
                d -> d.set(Extension.certificatePolicies, false, policy("2.5.29.32.0")));
        maker.root(
                "policies-form-root",
                "error policies-form",
                d -> d.set(Extension.certificatePolicies, false, policy("2.5.29.32.0")));
        maker.leaf(
                "policy-arc-is-ours",
                "notice policy-arc-is-ours",
                d -> d.set(Extension.certificatePolicies, false, policy("2.23.140.1.5.1.3")));
    }

    private static CertificatePolicies qualified(PolicyQualifierInfo qualifier) {
        return new CertificatePolicies(
                new PolicyInformation(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1.1.3"), new DERSequence(qualifier)));
    }

    private static PolicyQualifierInfo notice(NoticeReference reference, String text) {
        return new PolicyQualifierInfo(
                PolicyQualifierId.id_qt_unotice,
                new UserNotice(
                        reference, text == null ? null : new DisplayText(DisplayText.CONTENT_TYPE_UTF8STRING, text)));
    }

    private static void qualifiers(SampleMaker maker) throws IOException {
        maker.leaf(
                "good-policy-qualifier",
                "nothing",
                d -> d.set(
                        Extension.certificatePolicies,
                        false,
                        qualified(new PolicyQualifierInfo("https://pki.example.com/practice"))));
        maker.leaf(
                "good-policy-notice",
                "nothing",
                d -> d.set(Extension.certificatePolicies, false, qualified(notice(null, "For company mail"))));
        maker.leaf(
                "policy-qualifier-form",
                "error policy-qualifier-form",
                d -> d.set(
                        Extension.certificatePolicies,
                        false,
                        qualified(new PolicyQualifierInfo("ldap://pki.example.com/o=Example"))));
        maker.leaf(
                "policy-qualifier-form-notice",
                "error policy-qualifier-form",
                d -> d.set(
                        Extension.certificatePolicies,
                        false,
                        qualified(notice(
                                new NoticeReference("Example Company", new ASN1EncodableVector()),
                                "For company mail"))));
        maker.issuing(
                "policy-once",
                "error policy-once",
                d -> d.set(Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation[] {
                    new PolicyInformation(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1.1.3")),
                    new PolicyInformation(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1.1.3"))
                })));
    }

    private static void extensions(SampleMaker maker) throws IOException {
        ASN1ObjectIdentifier unheardOf = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.7");
        maker.leaf(
                "unspecified-extension",
                "warning unspecified-extension",
                d -> d.set(unheardOf, false, DERNull.INSTANCE));
        maker.root(
                "unspecified-extension-root",
                "warning unspecified-extension",
                d -> d.set(Extension.cRLDistributionPoints, false, crl("http://pki.example.com/crl/root-1.crl")));
        maker.leaf(
                "directory-attributes",
                "error directory-attributes",
                d -> d.set(
                        Extension.subjectDirectoryAttributes,
                        false,
                        new DERSequence(new Attribute(BCStyle.GENDER, new DERSet(new DERPrintableString("F"))))));
        maker.leaf(
                "purposes-beyond-mail",
                "warning purposes-beyond-mail",
                d -> d.set(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_emailProtection, KeyPurposeId.id_kp_smartcardlogon
                })));
        maker.issuing("subtree-bounds", "error subtree-bounds", d -> {
            GeneralName host = new GeneralName(GeneralName.rfc822Name, "example.com");
            GeneralName below = new GeneralName(GeneralName.rfc822Name, ".example.com");
            d.set(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(
                            new GeneralSubtree[] {
                                new GeneralSubtree(host, BigInteger.ZERO, BigInteger.ONE), new GeneralSubtree(below)
                            },
                            null));
        });
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static CRLDistPoint crl(String... uris) {
        GeneralName[] names = new GeneralName[uris.length];
        for (int i = 0; i < uris.length; i++) {
            names[i] = uri(uris[i]);
        }
        DistributionPointName name = new DistributionPointName(new GeneralNames(names));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static void status(SampleMaker maker) throws IOException {
        maker.leaf(
                "crl-distribution",
                "error crl-distribution",
                d -> d.extensions.remove(Extension.cRLDistributionPoints));
        maker.leaf(
                "crl-distribution-tls",
                "error crl-distribution",
                d -> d.set(Extension.cRLDistributionPoints, false, crl("https://pki.example.com/crl/issuing-1.crl")));
        maker.leaf(
                "crl-distribution-ldap",
                "error crl-distribution",
                d -> d.set(
                        Extension.cRLDistributionPoints,
                        false,
                        crl("http://pki.example.com/crl/issuing-1.crl", "ldap://pki.example.com/o=Example")));
        maker.leaf("issuer-access", "error issuer-access", d -> d.extensions.remove(Extension.authorityInfoAccess));
        maker.leaf(
                "issuer-access-tls",
                "error issuer-access",
                d -> d.set(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_caIssuers, uri("https://pki.example.com/aia/issuing-1.cer"))));
        maker.leaf(
                "good-mailbox-ec-ocsp",
                "nothing",
                d -> d.set(Extension.authorityInfoAccess, false, access("http://pki.example.com/ocsp")));
        maker.leaf(
                "issuer-access-ocsp-tls",
                "error issuer-access",
                d -> d.set(Extension.authorityInfoAccess, false, access("https://pki.example.com/ocsp")));
        maker.leaf(
                "key-identifiers", "error key-identifiers", d -> d.extensions.remove(Extension.authorityKeyIdentifier));
        maker.leaf(
                "key-identifiers-serial",
                "error key-identifiers",
                d -> d.set(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(
                                new byte[20],
                                new GeneralNames(new GeneralName(new X500Name("CN=Example"))),
                                BigInteger.TEN)));
        maker.root(
                "key-identifiers-root",
                "error key-identifiers",
                d -> d.set(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20])));
    }

    /** A responder beside the issuer's certificate. */
    private static AuthorityInformationAccess access(String ocsp) {
        return new AuthorityInformationAccess(new AccessDescription[] {
            new AccessDescription(AccessDescription.id_ad_ocsp, uri(ocsp)),
            new AccessDescription(AccessDescription.id_ad_caIssuers, uri("http://pki.example.com/aia/issuing-1.cer"))
        });
    }
}
