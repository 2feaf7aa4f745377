package org.signet.crypto.lint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;

/**
 * Makes {@code certs-samples/} anew: good certificates and CRLs, and for every rule one that breaks it alone. The keys are thrown
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
        new SampleMaker(Path.of(arguments.length == 0 ? "certs-samples" : arguments[0])).make();
    }

    private void write(String name, String pem, String... expected) throws IOException {
        String heading = expected.length == 0 ? "# expect: nothing\n" : "";
        for (String finding : expected) {
            heading += "# expect: " + finding + "\n";
        }
        Files.writeString(folder.resolve(name + ".pem"), heading + pem);
    }

    void leaf(String name, String expected, Consumer<Draft> spoil) throws IOException {
        spoil(name, ec.leaf, ec.issuingKey, expected, spoil);
    }

    void issuing(String name, String expected, Consumer<Draft> spoil) throws IOException {
        spoil(name, ec.issuing, ec.rootKey, expected, spoil);
    }

    void root(String name, String expected, Consumer<Draft> spoil) throws IOException {
        spoil(name, ec.root, ec.rootKey, expected, spoil);
    }

    void responder(String name, String expected, Consumer<Draft> spoil) throws IOException {
        spoil(name, ec.responder, ec.issuingKey, expected, spoil);
    }

    void crl(String name, String expected, Consumer<CrlDraft> spoil) throws IOException {
        crl(name, ec, expected, spoil);
    }

    void crlOfRsa(String name, String expected, Consumer<CrlDraft> spoil) throws IOException {
        crl(name, rsa, expected, spoil);
    }

    private void crl(String name, GoodSamples issuer, String expected, Consumer<CrlDraft> spoil) throws IOException {
        CrlDraft draft = CrlDraft.of(issuer.issuing, GoodSamples.scheme(issuer.issuingKey));
        spoil.accept(draft);
        write(name, draft.pem(issuer.issuingKey), expected.split(", "));
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
        write(name, draft.pem(signer), expected.split(", "));
    }

    private void make() throws IOException {
        write("good-root-ec", ec.root.pem());
        write("good-issuing-ec", ec.issuing.pem());
        write("good-mailbox-ec", ec.leaf.pem());
        write("good-responder-ec", ec.responder.pem());
        write("good-root-rsa", rsa.root.pem());
        write("good-issuing-rsa", rsa.issuing.pem());
        write("good-mailbox-rsa", rsa.leaf.pem());
        write("good-responder-rsa", rsa.responder.pem());
        write("ca-key-size", small.root.pem(), "warning ca-key-size");
        spoil(
                "ca-key-size-day-before",
                small.root,
                small.rootKey,
                "nothing",
                d -> d.notBefore = new DERUTCTime("260914235959Z"));
        write(
                "ca-key-floor",
                new GoodSamples(KeyType.RSA_2048, KeyType.RSA_2048).root.pem(),
                "error ca-key-floor",
                "warning ca-key-size");
        root("good-root-ec-bare", "nothing", d -> d.extensions.remove(Extension.authorityKeyIdentifier));
        frame();
        keys();
        NameSamples.make(this);
        HierarchySamples.make(this);
        ResponderSamples.make(this);
        CrlSamples.make(this);
    }

    private void frame() throws IOException {
        String without = "version3, key-usage-present, extended-key-usage, mailbox-names,"
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
        leaf("validity-encoding-minutes", "error validity-encoding", d -> d.notAfter = new DERUTCTime("2901010000Z"));
        leaf(
                "validity-encoding-zone",
                "error validity-encoding",
                d -> d.notAfter = new DERUTCTime("290101000000+0100"));
        issuing("validity-order", "unreadable", d -> d.notAfter = new DERUTCTime("250101000000Z"));
        root("self-signature", "error self-signature", d -> d.algorithm = sha384());
        leaf(
                "unique-identifiers",
                "error unique-identifiers",
                d -> d.subjectUniqueId = new DERBitString(new byte[] {1}));
        leaf("extension-encoding", "error extension-encoding", d -> {
            // emailProtection in a SEQUENCE of indefinite length.
            byte[] indefinite = Bytes.ofHex("308006082b060105050703040000").toArray();
            d.extensions.put(
                    Extension.extendedKeyUsage,
                    new Extension(Extension.extendedKeyUsage, false, new DEROctetString(indefinite)));
        });
        leaf("extension-encoding-critical", "error extension-encoding", d -> {
            Extension purposes = (Extension) d.extensions.get(Extension.extendedKeyUsage);
            d.extensions.put(Extension.extendedKeyUsage, new DERSequence(new ASN1Encodable[] {
                purposes.getExtnId(), ASN1Boolean.FALSE, purposes.getExtnValue()
            }));
        });
        leaf(
                "extension-twice",
                "unreadable",
                d -> d.extensions.put(
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.7"), d.extensions.get(Extension.keyUsage)));
        leaf(
                "extension-malformed",
                "unreadable",
                d -> d.extensions.put(
                        Extension.subjectAlternativeName,
                        new Extension(Extension.subjectAlternativeName, false, new DEROctetString(new byte[3]))));
        leaf(
                "needless-criticality",
                "warning needless-criticality",
                d -> d.set(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection)));
        leaf("mailbox-lifetime", "error mailbox-lifetime", d -> d.notAfter = new DERUTCTime("291124120000Z"));
        leaf(
                "mailbox-lifetime-first-day",
                "error mailbox-lifetime",
                d -> d.notBefore = new DERUTCTime("230901000000Z"));
        leaf("mailbox-lifetime-day-before", "nothing", d -> d.notBefore = new DERUTCTime("230831235959Z"));
    }

    private void keys() throws IOException {
        leaf("subject-key-strength", "error subject-key-strength, error key-usage-of-mailbox", d -> {
            KeyPair weak = WeakKeys.rsa1024();
            d.key = SubjectPublicKeyInfo.getInstance(weak.getPublic().getEncoded());
        });
        leaf("public-key-encoding", "error public-key-encoding", d -> {
            // The same point on P-256, compressed.
            byte[] point = d.key.getPublicKeyData().getOctets();
            byte[] compressed = Arrays.copyOf(point, 33);
            compressed[0] = (byte) (2 + (point[64] & 1));
            d.key = new SubjectPublicKeyInfo(d.key.getAlgorithm(), compressed);
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
        issuing(
                "key-usage-of-ca-more",
                "error key-usage-of-ca",
                d -> d.set(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.nonRepudiation)));
        leaf(
                "key-usage-of-mailbox-decipher",
                "error key-usage-of-mailbox",
                d -> d.set(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.decipherOnly)));
        root(
                "extended-key-usage-root",
                "error extended-key-usage",
                d -> d.set(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection)));
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
    }

    private static AlgorithmIdentifier sha384() {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(SignatureScheme.ECDSA_SHA384.oid()));
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
