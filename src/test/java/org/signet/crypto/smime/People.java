package org.signet.crypto.smime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.PemKey;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.CaScope;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.crypto.x509.Issued;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.DistinguishedName;
import org.signet.model.EmailAddress;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** People with keys of every kind, who write to each other. Made once: RSA keys take their time. */
public final class People {
    public static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    /** In the past of every clock: the platform judges CRLs at no time that is still to come. */
    public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static final Instant LEAF_END = Instant.parse("2035-01-01T00:00:00Z");
    private static final Instant CA_END = Instant.parse("2045-01-01T00:00:00Z");
    private static final Set<KeyUsageBit> BOTH_RSA =
            Set.of(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_ENCIPHERMENT);
    private static final Set<KeyUsageBit> BOTH_EC = Set.of(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_AGREEMENT);
    private static final AtomicLong SERIALS = new AtomicLong(0x1000);

    public static final SecureRandom RANDOM = Providers.newRandom();

    public static final Ca ROOT = Ca.named("Example Root");
    /** Nobody here trusts it. */
    public static final Ca OTHER_ROOT = Ca.named("Other Root");

    public static final Person ADA = ROOT.person("ada", generated(KeyType.RSA_3072), BOTH_RSA);
    public static final Person BOB = ROOT.person("bob", generated(KeyType.EC_P256), BOTH_EC);
    public static final Person CAROL = ROOT.person("carol", generated(KeyType.EC_P384), BOTH_EC);
    public static final Person DAVE = ROOT.person("dave", curve("secp521r1"), BOTH_EC);
    /** She signs with one key and reads with another. */
    public static final Person EVE_SIGNS =
            ROOT.person("eve", generated(KeyType.EC_P256), Set.of(KeyUsageBit.DIGITAL_SIGNATURE));

    public static final Person EVE_READS =
            ROOT.person("eve", generated(KeyType.RSA_2048), Set.of(KeyUsageBit.KEY_ENCIPHERMENT));
    /** She has a certificate for ada's address, from a CA of her own. */
    public static final Person MALLORY = OTHER_ROOT.person("ada", generated(KeyType.EC_P256), BOTH_EC);

    private People() {}

    private static KeyPair generated(KeyType type) {
        return Providers.generate(type, RANDOM);
    }

    /** A key of the JDK's own making. */
    public static KeyPair curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A reader that trusts the root. */
    public static TrustBase trust(Certificate... others) {
        return new TrustBase(List.of(ROOT.certificate()), List.of(others), TrustBase.offline(), NOW);
    }

    /** A CA that certifies anything. */
    public record Ca(KeyPair pair, Certificate certificate) {
        private static Ca named(String name) {
            KeyPair pair = generated(KeyType.EC_P256);
            return new Ca(pair, Issued.sign(template(name, pair, null), pair));
        }

        /** An issuing CA that this one certifies. */
        public Ca below(String name) {
            KeyPair lower = generated(KeyType.EC_P256);
            return new Ca(lower, Issued.sign(template(name, lower, certificate), pair));
        }

        private static CertificateTemplate template(String name, KeyPair pair, Certificate above) {
            return new CertificateTemplate(
                    serial(),
                    above,
                    DistinguishedName.commonName(name),
                    new Validity(FROM, CA_END),
                    pair.getPublic(),
                    SignatureScheme.forKey(pair.getPublic()),
                    new Purpose(Set.of(KeyUsageBit.KEY_CERT_SIGN, KeyUsageBit.CRL_SIGN), Set.of(), List.of()),
                    new CaScope(null, List.of(), true),
                    List.of(),
                    List.of(),
                    Links.NONE);
        }

        private Person person(String name, KeyPair pair, Set<KeyUsageBit> usage) {
            return Person.of(
                    name,
                    pair,
                    certify(pair.getPublic(), template -> template.usage(usage).of(name + "@example.com")));
        }

        /** A certificate for that key, as the draft says. */
        public Certificate certify(PublicKey key, UnaryOperator<Draft> with) {
            return Issued.sign(
                    with.apply(new Draft(this, key, BOTH_EC, ExtendedKeyUse.EMAIL_PROTECTION, List.of(), LEAF_END))
                            .template(),
                    pair);
        }
    }

    private static SerialNumber serial() {
        return new SerialNumber(BigInteger.valueOf(SERIALS.incrementAndGet()));
    }

    /** What a person's certificate is to say. */
    public record Draft(
            Ca ca,
            PublicKey key,
            Set<KeyUsageBit> usage,
            ExtendedKeyUse extended,
            List<EmailAddress> addresses,
            Instant end) {

        public Draft usage(Set<KeyUsageBit> bits) {
            return new Draft(ca, key, bits, extended, addresses, end);
        }

        public Draft extended(ExtendedKeyUse use) {
            return new Draft(ca, key, usage, use, addresses, end);
        }

        public Draft until(Instant other) {
            return new Draft(ca, key, usage, extended, addresses, other);
        }

        public Draft of(String... texts) {
            List<EmailAddress> parsed = Arrays.stream(texts)
                    .map(text -> EmailAddress.parse(text).orThrow())
                    .toList();
            return new Draft(ca, key, usage, extended, parsed, end);
        }

        private CertificateTemplate template() {
            String name = addresses.isEmpty() ? "Nobody" : addresses.get(0).toString();
            return new CertificateTemplate(
                    serial(),
                    ca.certificate(),
                    DistinguishedName.commonName(name),
                    new Validity(FROM, end),
                    key,
                    SignatureScheme.forKey(ca.pair().getPublic()),
                    new Purpose(usage, Set.of(extended), List.of()),
                    null,
                    addresses,
                    List.of(),
                    Links.NONE);
        }
    }

    /** Somebody with a key and its certificate. */
    public record Person(String name, KeyPair pair, SoftwareKey key, Certificate certificate) {
        public static Person of(String name, KeyPair pair, Certificate certificate) {
            byte[] pem = pem(pair).getBytes(StandardCharsets.US_ASCII);
            SoftwareKey key = PemKey.read(pem, certificate.content().publicKey(), () -> {
                        throw new IllegalStateException("not encrypted");
                    })
                    .orThrow();
            return new Person(name, pair, key, certificate);
        }

        private static String pem(KeyPair pair) {
            return Pem.encode("PRIVATE KEY", Bytes.of(pair.getPrivate().getEncoded()));
        }

        /** The same key with another certificate. */
        public Person with(Certificate other) {
            return new Person(name, pair, key, other);
        }

        /** The same key with another certificate of the root's. */
        public Person with(UnaryOperator<Draft> draft) {
            return with(ROOT.certify(pair.getPublic(), base -> draft.apply(base.of(name + "@example.com"))));
        }

        public String address() {
            return name + "@example.com";
        }

        public Identity identity() {
            return new Identity(key, certificate);
        }

        public Pkcs12File p12() {
            return new Pkcs12File(key, List.of(certificate, ROOT.certificate()));
        }

        public Signing.Signer signer() {
            return signer(SignatureScheme.forKey(pair.getPublic()));
        }

        public Signing.Signer signer(SignatureScheme scheme) {
            return new Signing.Signer(key, certificate, scheme, certificate);
        }

        /** Signs alone, with the own certificate enclosed. */
        public Signing signing() {
            return new Signing(List.of(signer()), List.of(certificate), NOW);
        }

        /** Writes {@code NAME.pem} with the certificate and {@code NAME.key}, for other programs; the certificate's path. */
        public Path writeTo(Path folder) {
            write(folder.resolve(name + ".key"), pem(pair));
            return write(folder.resolve(name + ".pem"), certificate.pem());
        }

        /** Writes {@code NAME.p12}; its path. */
        public Path writeP12(Path folder, Pkcs12File.Flavour flavour, String secret) {
            try (Passphrase passphrase = Passphrase.of(secret.toCharArray())) {
                return write(folder.resolve(name + ".p12"), p12().write(flavour, name, passphrase, RANDOM));
            }
        }
    }

    /** Writes the root in PEM. */
    public static Path writeRoot(Path folder) {
        return write(folder.resolve("root.pem"), ROOT.certificate().pem());
    }

    private static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Path write(Path file, byte[] octets) {
        try {
            return Files.write(file, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
