package org.signet.crypto.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Requests as any program might send them, made with the JDK's own algorithms. */
final class Csr {
    private static final X500Name ADA = new X500Name("CN=ada@example.com");

    private Csr() {}

    static KeyPair rsa(int bits, int exponent) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(int bits) {
        return generate("EC", bits);
    }

    static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] der(KeyPair key, ASN1Encodable... attributes) {
        return switch (key.getPublic().getAlgorithm()) {
            case "RSA" -> der(key, key, "SHA256withRSA", "1.2.840.113549.1.1.11", attributes);
            case "EC" -> der(key, key, "SHA256withECDSA", "1.2.840.10045.4.3.2", attributes);
            default -> der(key, key, "Ed25519", "1.3.101.112", attributes);
        };
    }

    /** A request for one key that another one signs. */
    static byte[] der(KeyPair certified, KeyPair signer, String algorithm, String oid, ASN1Encodable... attributes) {
        try {
            CertificationRequestInfo info = new CertificationRequestInfo(
                    ADA, SubjectPublicKeyInfo.getInstance(certified.getPublic().getEncoded()), new DERSet(attributes));
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(signer.getPrivate());
            signature.update(info.getEncoded("DER"));
            AlgorithmIdentifier identifier = new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
            return new DERSequence(new ASN1Encodable[] {info, identifier, new DERBitString(signature.sign())})
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An extensionRequest for a CA certificate with that many mailboxes. */
    static Attribute wishes(int mailboxes) {
        GeneralName[] names = new GeneralName[mailboxes];
        for (int i = 0; i < mailboxes; i++) {
            names[i] = new GeneralName(GeneralName.rfc822Name, "box" + i + "@example.org");
        }
        try {
            Extensions wanted = new Extensions(new Extension[] {
                new Extension(Extension.basicConstraints, true, octets(new BasicConstraints(true))),
                new Extension(Extension.subjectAlternativeName, false, octets(new GeneralNames(names)))
            });
            return new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DEROctetString octets(ASN1Encodable value) throws IOException {
        return new DEROctetString(value.toASN1Primitive().getEncoded("DER"));
    }
}
