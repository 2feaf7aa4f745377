package org.signet.crypto.lint;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Samples with something wrong in their place in the hierarchy. */
final class HierarchySamples {
    private HierarchySamples() {}

    static void make(SampleMaker maker) throws IOException {
        constraints(maker);
        policies(maker);
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
}
