package org.signet.crypto.lint;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.CaScope;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.model.DistinguishedName;
import org.signet.model.EmailAddress;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** A root, an issuing CA, a mailbox certificate and an OCSP responder in which nothing is wrong. */
final class GoodSamples {
    private static final Instant FROM = Instant.parse("2026-11-24T12:00:00Z");
    private static final String URL = "http://pki.example.com";

    final KeyPair rootKey;
    final KeyPair issuingKey;
    final KeyPair leafKey;
    final Certificate root;
    final Certificate issuing;
    final Certificate leaf;
    final Certificate responder;

    GoodSamples(KeyType caKeys, KeyType leafKeys) {
        var random = Providers.newRandom();
        rootKey = Providers.generate(caKeys, random);
        issuingKey = Providers.generate(caKeys, random);
        leafKey = Providers.generate(leafKeys, random);
        root = sign(ca(null, "Example Company E-Mail Root CA 1", rootKey.getPublic(), 7305), rootKey);
        issuing = sign(ca(root, "Example Company E-Mail Issuing CA 1", issuingKey.getPublic(), 2922), rootKey);
        leaf = sign(leaf(issuing, leafKey.getPublic()), issuingKey);
        responder = sign(responder(issuing, leafKey.getPublic()), issuingKey);
    }

    static SignatureScheme scheme(KeyPair signer) {
        return SignatureScheme.forKey(signer.getPublic());
    }

    private static Certificate sign(CertificateTemplate template, KeyPair signer) {
        CertificateContent content = CertificateContent.parse(template.encode()).orThrow();
        byte[] tbs = content.der().toArray();
        return Certificate.assemble(content, Providers.sign(template.signature(), signer.getPrivate(), tbs));
    }

    private SerialNumber serial() {
        return SerialNumber.next(Instant.now(), Providers.newRandom());
    }

    private static Validity days(int count) {
        return new Validity(FROM, FROM.plus(Duration.ofDays(count)).minusSeconds(1));
    }

    private CertificateTemplate ca(Certificate above, String name, PublicKey key, int days) {
        boolean isRoot = above == null;
        return new CertificateTemplate(
                serial(),
                above,
                DistinguishedName.of(
                        new DistinguishedName.Attribute(DistinguishedName.Type.ORGANIZATION, "Example Company"),
                        new DistinguishedName.Attribute(DistinguishedName.Type.COMMON_NAME, name)),
                days(days),
                key,
                scheme(rootKey),
                new Purpose(
                        Set.of(KeyUsageBit.KEY_CERT_SIGN, KeyUsageBit.CRL_SIGN),
                        isRoot ? Set.of() : Set.of(ExtendedKeyUse.EMAIL_PROTECTION),
                        List.of()),
                new CaScope(isRoot ? null : 0, isRoot ? List.of() : List.of("example.com"), true),
                List.of(),
                isRoot ? List.of() : List.of("2.5.29.32.0"),
                isRoot ? Links.NONE : new Links(URL + "/crl/root-1.crl", URL + "/aia/root-1.cer", null));
    }

    private CertificateTemplate leaf(Certificate above, PublicKey key) {
        boolean rsa = key.getAlgorithm().equals("RSA");
        EmailAddress address = EmailAddress.parse("ada@example.com").orThrow();
        return new CertificateTemplate(
                serial(),
                above,
                DistinguishedName.commonName(address.toString()),
                days(824),
                key,
                scheme(issuingKey),
                new Purpose(
                        Set.of(
                                KeyUsageBit.DIGITAL_SIGNATURE,
                                rsa ? KeyUsageBit.KEY_ENCIPHERMENT : KeyUsageBit.KEY_AGREEMENT),
                        Set.of(ExtendedKeyUse.EMAIL_PROTECTION),
                        List.of(ContentCipher.AES_256_CBC, ContentCipher.AES_128_CBC)),
                null,
                List.of(address),
                List.of("1.3.6.1.4.1.99999.1.1.3"),
                new Links(URL + "/crl/issuing-1.crl", URL + "/aia/issuing-1.cer", null));
    }

    private CertificateTemplate responder(Certificate above, PublicKey key) {
        return new CertificateTemplate(
                serial(),
                above,
                DistinguishedName.of(
                        new DistinguishedName.Attribute(DistinguishedName.Type.ORGANIZATION, "Example Company"),
                        new DistinguishedName.Attribute(
                                DistinguishedName.Type.COMMON_NAME, "Example Company E-Mail OCSP responder")),
                days(30),
                key,
                scheme(issuingKey),
                new Purpose(Set.of(KeyUsageBit.DIGITAL_SIGNATURE), Set.of(ExtendedKeyUse.OCSP_SIGNING), List.of()),
                null,
                List.of(),
                List.of(),
                Links.NONE);
    }
}
