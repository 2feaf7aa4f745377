package org.signet.crypto.x509;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CertificateTemplate.CaScope;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.model.DistinguishedName;
import org.signet.model.DistinguishedName.Attribute;
import org.signet.model.DistinguishedName.Type;
import org.signet.model.EmailAddress;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** A CA and a person's certificate, as tests issue them. */
public record Issued(KeyPair caKey, Certificate ca, KeyPair leafKey, Certificate leaf) {
    public static final Instant FROM = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant LEAF_END = Instant.parse("2029-01-01T00:00:00Z");
    /** Beyond UTCTime. */
    static final Instant CA_END = Instant.parse("2051-01-01T00:00:00Z");

    public static Issued with(KeyType type) {
        KeyPair caKey = Providers.generate(type, Providers.newRandom());
        KeyPair leafKey = Providers.generate(type, Providers.newRandom());
        Certificate ca = sign(ca(caKey), caKey);
        return new Issued(caKey, ca, leafKey, sign(leaf(ca, caKey, leafKey), caKey));
    }

    public static Certificate sign(CertificateTemplate template, KeyPair signer) {
        CertificateContent content = CertificateContent.parse(template.encode()).orThrow();
        return Certificate.assemble(
                content,
                Providers.sign(
                        template.signature(), signer.getPrivate(), content.der().toArray()));
    }

    private static CertificateTemplate ca(KeyPair key) {
        return new CertificateTemplate(
                new SerialNumber(BigInteger.ONE.shiftLeft(100)),
                null,
                DistinguishedName.of(
                        new Attribute(Type.COUNTRY, "DE"),
                        new Attribute(Type.ORGANIZATION, "Müller & Söhne, \"Example\""),
                        new Attribute(Type.COMMON_NAME, "Example CA")),
                new Validity(FROM, CA_END),
                key.getPublic(),
                SignatureScheme.forRootKey(key.getPublic()),
                new Purpose(
                        Set.of(KeyUsageBit.KEY_CERT_SIGN, KeyUsageBit.CRL_SIGN),
                        Set.of(ExtendedKeyUse.EMAIL_PROTECTION),
                        List.of()),
                new CaScope(0, List.of("example.com"), true),
                List.of(),
                List.of("2.5.29.32.0"),
                Links.NONE);
    }

    private static CertificateTemplate leaf(Certificate ca, KeyPair caKey, KeyPair key) {
        return new CertificateTemplate(
                new SerialNumber(BigInteger.valueOf(0x4711)),
                ca,
                DistinguishedName.commonName("ada@example.com"),
                new Validity(FROM, LEAF_END),
                key.getPublic(),
                SignatureScheme.forKey(caKey.getPublic()),
                new Purpose(
                        Set.of(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_AGREEMENT),
                        Set.of(ExtendedKeyUse.EMAIL_PROTECTION, ExtendedKeyUse.CLIENT_AUTH),
                        List.of(ContentCipher.AES_256_CBC, ContentCipher.AES_128_CBC)),
                null,
                List.of(
                        EmailAddress.parse("ada@example.com").orThrow(),
                        EmailAddress.parse("jürgen@example.com").orThrow()),
                List.of("1.3.6.1.4.1.99999.1.1.3"),
                new Links(
                        "http://pki.example.com/crl/1.crl",
                        "http://pki.example.com/aia/1.cer",
                        "http://pki.example.com/ocsp"));
    }
}
