package org.signet.crypto.lint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;

/**
 * Makes {@code certs-samples/} anew: good certificates, and for every rule one that breaks it alone. The keys are thrown
 * away. What is expected stands here, by hand, and in the file; {@link LintSamplesTest} compares.
 */
final class SampleMaker {
    private final Path folder;
    private final GoodSamples ec = new GoodSamples(KeyType.EC_P256, KeyType.EC_P256);
    private final GoodSamples rsa = new GoodSamples(KeyType.RSA_4096, KeyType.RSA_3072);
    private final GoodSamples small = new GoodSamples(KeyType.RSA_3072, KeyType.RSA_3072);

    private SampleMaker(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        new SampleMaker(Path.of("certs-samples")).make();
    }

    private void write(String name, String pem, String... expected) throws IOException {
        String heading = expected.length == 0 ? "# expect: nothing\n" : "";
        for (String finding : expected) {
            heading += "# expect: " + finding + "\n";
        }
        Files.writeString(folder.resolve(name + ".pem"), heading + pem);
    }

    private void leaf(String name, String expected, Consumer<Draft> spoil) throws IOException {
        spoil(name, ec.leaf, ec.issuingKey, expected, spoil);
    }

    private void issuing(String name, String expected, Consumer<Draft> spoil) throws IOException {
        spoil(name, ec.issuing, ec.rootKey, expected, spoil);
    }

    private void spoil(
            String name,
            org.signet.crypto.x509.Certificate good,
            KeyPair signer,
            String expected,
            Consumer<Draft> spoil)
            throws IOException {
        Draft draft = Draft.of(good.content());
        spoil.accept(draft);
        write(name, draft.pem(signer, GoodSamples.scheme(signer)), expected.split(", "));
    }

    private void make() throws IOException {
        write("good-root-ec", ec.root.pem());
        write("good-issuing-ec", ec.issuing.pem());
        write("good-mailbox-ec", ec.leaf.pem());
        write("good-root-rsa", rsa.root.pem());
        write("good-issuing-rsa", rsa.issuing.pem());
        write("good-mailbox-rsa", rsa.leaf.pem());
        write("ca-key-size", small.root.pem(), "warning ca-key-size");
        frame();
        keys();
        names();
        hierarchy();
    }

    private void frame() throws IOException {
        String without = "version3, key-usage-present, key-usage-of-mailbox, extended-key-usage, mailbox-names,"
                + " mailbox-common-name, key-identifiers, crl-distribution, issuer-access, policies-form";
        leaf("version3", "error " + without.replace(", ", ", error "), d -> {
            d.version = 1;
            d.extensions.clear();
        });
        leaf("serial-number-form", "error serial-number-form", d -> d.serial = new ASN1Integer(4711));
        leaf(
                "serial-number-form-negative",
                "error serial-number-form",
                d -> d.serial = new ASN1Integer(BigInteger.ONE.shiftLeft(100).negate()));
        leaf(
                "signature-algorithm-form",
                "error signature-algorithm-form",
                d -> d.algorithm = new AlgorithmIdentifier(d.algorithm.getAlgorithm(), DERNull.INSTANCE));
        leaf(
                "known-critical-extensions",
                "error known-critical-extensions",
                d -> d.set(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.7"), true, new DEROctetString(new byte[1])));
        issuing("distinguished-encoding", "error distinguished-encoding", d -> {
            // A multi-valued RDN whose attributes are not in DER's order.
            ASN1Set unsorted = new DLSet(new ASN1Encodable[] {
                new AttributeTypeAndValue(BCStyle.O, new DERUTF8String("Example Company")),
                new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String("Issuing CA"))
            });
            d.subject = new DLSequence(unsorted);
        });
        leaf(
                "validity-encoding",
                "error validity-encoding",
                d -> d.notAfter = new DERGeneralizedTime("20290101000000Z"));
        issuing("validity-order", "error validity-order", d -> d.notAfter = new DERUTCTime("250101000000Z"));
        leaf("mailbox-lifetime", "error mailbox-lifetime", d -> d.notAfter = new DERUTCTime("291124120000Z"));
    }

    private void keys() throws IOException {
        leaf("subject-key-strength", "error subject-key-strength, error key-usage-of-mailbox", d -> {
            KeyPair weak = WeakKeys.rsa1024();
            d.key = SubjectPublicKeyInfo.getInstance(weak.getPublic().getEncoded());
        });
        leaf("key-usage-present", "error key-usage-present", d -> {
            KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement);
            d.set(Extension.keyUsage, false, usage);
        });
        issuing(
                "key-usage-of-ca",
                "error key-usage-of-ca",
                d -> d.set(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
        leaf(
                "key-usage-of-mailbox",
                "error key-usage-of-mailbox",
                d -> d.set(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)));
        leaf(
                "extended-key-usage",
                "error extended-key-usage",
                d -> d.set(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)));
        leaf(
                "extended-key-usage-any",
                "error extended-key-usage",
                d -> d.set(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_emailProtection, KeyPurposeId.anyExtendedKeyUsage
                })));
        leaf("key-identifiers", "error key-identifiers", d -> d.extensions.remove(Extension.authorityKeyIdentifier));
    }

    private void names() throws IOException {
        issuing("issuer-name", "error issuer-name", d -> d.subject = new X500Name(new RDN[0]));
        leaf("subject-text", "error subject-text, error mailbox-common-name", d -> d.subject = new X500Name("CN=-"));
        leaf(
                "mailbox-names",
                "error mailbox-names",
                d -> d.set(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.rfc822Name, "ada@example.com"),
                    new GeneralName(GeneralName.dNSName, "www.example.com")
                })));
        leaf(
                "mailbox-names-critical",
                "error mailbox-names",
                d -> d.set(
                        Extension.subjectAlternativeName,
                        true,
                        new GeneralNames(new GeneralName(GeneralName.rfc822Name, "ada@example.com"))));
        leaf("mailbox-form", "error mailbox-form", d -> {
            OtherName utf8 =
                    new OtherName(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9"), new DERUTF8String("ada@example.com"));
            d.set(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.otherName, utf8)));
        });
        leaf("mailbox-common-name", "error mailbox-common-name", d -> d.subject = new X500Name("CN=grace@example.com"));
        leaf(
                "email-in-subject",
                "error email-in-subject",
                d -> d.subject = new X500Name("E=grace@example.com,CN=ada@example.com"));
    }

    private void hierarchy() throws IOException {
        issuing("basic-constraints-form", "error basic-constraints-form", d -> {
            BasicConstraints ca = new BasicConstraints(0);
            d.set(Extension.basicConstraints, false, ca);
        });
        issuing(
                "path-length",
                "error path-length",
                d -> d.set(Extension.basicConstraints, true, new BasicConstraints(true)));
        issuing("domain-constraints", "warning domain-constraints", d -> {
            GeneralSubtree host = new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, "example.com"));
            d.set(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {host}, null));
        });
        leaf("policies-form", "error policies-form", d -> d.extensions.remove(Extension.certificatePolicies));
        leaf(
                "policy-arc-is-ours",
                "notice policy-arc-is-ours",
                d -> d.set(
                        Extension.certificatePolicies,
                        false,
                        new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("2.23.140.1.5.1.3")))));
        leaf("crl-distribution", "error crl-distribution", d -> d.extensions.remove(Extension.cRLDistributionPoints));
        leaf("issuer-access", "error issuer-access", d -> d.extensions.remove(Extension.authorityInfoAccess));
    }

    /** Keys that nobody should use. */
    private static final class WeakKeys {
        static KeyPair rsa1024() {
            try {
                var generator = java.security.KeyPairGenerator.getInstance("RSA");
                generator.initialize(1024, Providers.newRandom());
                return generator.generateKeyPair();
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
