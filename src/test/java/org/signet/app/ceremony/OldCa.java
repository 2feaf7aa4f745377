package org.signet.app.ceremony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.crypto.x509.Crls;
import org.signet.model.Bytes;

/** A CA that another program ran, and that certified whatever it was given. */
public final class OldCa {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2036-01-01T00:00:00Z");
    private static final PublicKey ANY = Csr.key(KeyType.EC_P256).getPublic();

    private final SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, TestCa.RANDOM);
    private final SignatureScheme scheme = SignatureScheme.forKey(key.publicKey());
    private final Certificate certificate = ca("Old CA");

    /** What it is asked to certify. */
    public record Leaf(BigInteger serial, String name, List<String> mailboxes, PublicKey key) {
        Leaf(BigInteger serial, String name, List<String> mailboxes) {
            this(serial, name, mailboxes, ANY);
        }

        public Leaf(int serial, String name, String... mailboxes) {
            this(BigInteger.valueOf(serial), name, List.of(mailboxes), ANY);
        }

        public Leaf of(KeyPair pair) {
            return new Leaf(serial, name, mailboxes, pair.getPublic());
        }
    }

    public SoftwareKey key() {
        return key;
    }

    public Certificate certificate() {
        return certificate;
    }

    public Certificate issue(Leaf leaf) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            if (!leaf.mailboxes().isEmpty()) {
                GeneralName[] names = leaf.mailboxes().stream()
                        .map(mailbox -> new GeneralName(GeneralName.rfc822Name, mailbox))
                        .toArray(GeneralName[]::new);
                extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return sign(leaf.serial(), "Old CA", leaf.name(), leaf.key(), extensions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Certificate ca(String name) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(BigInteger.TWO.pow(70), name, name, key.publicKey(), extensions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Certificate sign(
            BigInteger serial, String issuer, String subject, PublicKey subjectKey, ExtensionsGenerator extensions)
            throws IOException {
        V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
        tbs.setSerialNumber(new ASN1Integer(serial));
        tbs.setSignature(new AlgorithmIdentifier(new ASN1ObjectIdentifier(scheme.oid())));
        tbs.setIssuer(name(issuer));
        tbs.setStartDate(new Time(Date.from(FROM)));
        tbs.setEndDate(new Time(Date.from(END)));
        tbs.setSubject(name(subject));
        tbs.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
        tbs.setExtensions(extensions.generate());
        Bytes der = Bytes.of(tbs.generateTBSCertificate().getEncoded(ASN1Encoding.DER));
        return Certificate.assemble(CertificateContent.parse(der).orThrow(), key.sign(scheme, der.toArray()));
    }

    private static X500Name name(String common) {
        return new X500Name(new RDN[] {new RDN(new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String(common)))});
    }

    public Crl crl(List<CrlTemplate.Entry> entries) {
        return crl(certificate, entries);
    }

    public Crl crlInTheNameOf(String other) {
        return crl(ca(other), List.of());
    }

    private Crl crl(Certificate issuer, List<CrlTemplate.Entry> entries) {
        return Crls.signed(
                new CrlTemplate(issuer, scheme, BigInteger.TEN, FROM, END, Optional.empty()),
                entries,
                content -> key.sign(scheme, content));
    }
}
