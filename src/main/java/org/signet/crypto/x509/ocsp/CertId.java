package org.signet.crypto.x509.ocsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * Names a certificate by its issuer and serial number (RFC 6960 §4.1.1).
 *
 * @param serial any integer: who asks may ask for anything
 * @param der as it was asked, so that an answer repeats it octet by octet
 */
public record CertId(NamedIssuer issuer, BigInteger serial, Bytes der) {

    /**
     * An issuer by the digests of its name and of its key.
     *
     * @param digest dotted OID of the digest, perhaps of one that we do not know
     */
    public record NamedIssuer(String digest, Bytes name, Bytes key) {

        /** That issuer as a CertID of this digest names it. */
        public static NamedIssuer of(NameDigest digest, Certificate issuer) {
            var content = issuer.content().asn1();
            return new NamedIssuer(
                    digest.oid(),
                    Bytes.of(digest.of(encoded(content.getSubject()))),
                    Bytes.of(digest.of(keyBits(issuer))));
        }
    }

    public static CertId of(NameDigest digest, Certificate issuer, BigInteger serial) {
        NamedIssuer named = NamedIssuer.of(digest, issuer);
        CertID asn1 = new CertID(
                // Without its NULL, OpenSSL and others would not find their own question in the answer (RFC 4055 §2.1).
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.oid()), DERNull.INSTANCE),
                new DEROctetString(named.name().toArray()),
                new DEROctetString(named.key().toArray()),
                new ASN1Integer(serial));
        return new CertId(named, serial, Bytes.of(encoded(asn1)));
    }

    /** @throws IllegalArgumentException if it is malformed, or its digest has parameters, which none has */
    static CertId of(CertID asn1) {
        AlgorithmIdentifier algorithm = asn1.getHashAlgorithm();
        ASN1Encodable parameters = algorithm.getParameters();
        if (parameters != null && !DERNull.INSTANCE.equals(parameters)) {
            throw new IllegalArgumentException("a digest with parameters");
        }
        NamedIssuer issuer = new NamedIssuer(
                algorithm.getAlgorithm().getId(),
                Bytes.of(asn1.getIssuerNameHash().getOctets()),
                Bytes.of(asn1.getIssuerKeyHash().getOctets()));
        return new CertId(issuer, asn1.getSerialNumber().getValue(), Bytes.of(encoded(asn1)));
    }

    /** Whether this names that certificate of that issuer. */
    public boolean names(Certificate certificate, Certificate issuer) {
        return serial.equals(certificate.content().asn1().getSerialNumber().getValue())
                && NameDigest.ofOid(issuer().digest())
                        .filter(digest -> NamedIssuer.of(digest, issuer).equals(issuer()))
                        .isPresent();
    }

    /** The public key's octets, without the algorithm before them. */
    static byte[] keyBits(Certificate certificate) {
        return certificate
                .content()
                .asn1()
                .getSubjectPublicKeyInfo()
                .getPublicKeyData()
                .getOctets();
    }

    static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
