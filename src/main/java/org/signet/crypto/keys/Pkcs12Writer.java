package org.signet.crypto.keys;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;

/**
 * Writes PKCS#12 in the two flavours that between them every mail program reads. The MAC has an iteration count of 2,048
 * in both: macOS refuses more exotic ones, and the strength lies in the key bag.
 */
final class Pkcs12Writer {
    /** Certificates are public; their encryption is a formality that some readers insist on. */
    private static final int CERTIFICATE_ITERATIONS = 10_000;

    private static final int COMPATIBLE_ITERATIONS = 2_048;
    private static final int MAC_ITERATIONS = 2_048;

    private final Pkcs12File.Flavour flavour;
    private final SecureRandom random;

    Pkcs12Writer(Pkcs12File.Flavour flavour, SecureRandom random) {
        this.flavour = flavour;
        this.random = random;
    }

    byte[] write(List<Pkcs12File.Named> contents, Passphrase passphrase) {
        try {
            PKCS12PfxPduBuilder pfx = new PKCS12PfxPduBuilder();
            for (Pkcs12File.Named each : contents) {
                PrivateKeyInfo privateKey = PrivateKeyInfo.getInstance(
                        each.content().key().privateKey().getEncoded());
                PKCS12SafeBagBuilder key =
                        new PKCS12SafeBagBuilder(privateKey, encryptor(passphrase, EncryptedKey.ITERATIONS));
                pfx.addData(named(key, each).build());
            }
            pfx.addEncryptedData(encryptor(passphrase, CERTIFICATE_ITERATIONS), certificates(contents));
            return pfx.build(mac(), passphrase.chars()).getEncoded("DER");
        } catch (IOException | PKCSException | OperatorCreationException e) {
            throw new IllegalStateException("cannot write a PKCS#12 file", e);
        }
    }

    /** The keys' own, then their issuers, each once. */
    private static PKCS12SafeBag[] certificates(List<Pkcs12File.Named> contents) throws IOException {
        List<PKCS12SafeBag> bags = new ArrayList<>();
        Set<Certificate> issuers = new LinkedHashSet<>();
        for (Pkcs12File.Named each : contents) {
            List<Certificate> chain = each.content().chain();
            bags.add(named(bag(chain.get(0)), each).build());
            issuers.addAll(chain.subList(1, chain.size()));
        }
        for (Certificate issuer : issuers) {
            bags.add(bag(issuer).build());
        }
        return bags.toArray(PKCS12SafeBag[]::new);
    }

    private static PKCS12SafeBagBuilder bag(Certificate certificate) throws IOException {
        return new PKCS12SafeBagBuilder(
                new X509CertificateHolder(certificate.der().toArray()));
    }

    private static PKCS12SafeBagBuilder named(PKCS12SafeBagBuilder bag, Pkcs12File.Named named) {
        Certificate leaf = named.content().chain().get(0);
        return bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(named.friendlyName()))
                .addBagAttribute(
                        PKCS12SafeBag.localKeyIdAttribute,
                        new DEROctetString(leaf.sha1().digest().toArray()));
    }

    private OutputEncryptor encryptor(Passphrase passphrase, int iterations) throws OperatorCreationException {
        return flavour == Pkcs12File.Flavour.COMPATIBILITY
                ? tripleDes(passphrase.chars())
                : PasswordEncryption.encryptor(passphrase, iterations, random);
    }

    private OutputEncryptor tripleDes(char[] secret) throws OperatorCreationException {
        while (true) {
            OutputEncryptor encryptor = new JcePKCSPBEOutputEncryptorBuilder(
                            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)
                    .setIterationCount(COMPATIBLE_ITERATIONS)
                    .setRandom(random)
                    .setProvider(Providers.containers())
                    .build(secret);
            PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(
                    encryptor.getAlgorithmIdentifier().getParameters());
            if (Pkcs12Derivation.gpgsmAgrees(secret, parameters.getIV(), COMPATIBLE_ITERATIONS)) {
                return encryptor;
            }
        }
    }

    private JcePKCS12MacCalculatorBuilder mac() {
        AlgorithmIdentifier digest = new AlgorithmIdentifier(
                flavour == Pkcs12File.Flavour.COMPATIBILITY
                        ? OIWObjectIdentifiers.idSHA1
                        : NISTObjectIdentifiers.id_sha256);
        return new JcePKCS12MacCalculatorBuilder(digest.getAlgorithm())
                .setProvider(Providers.containers())
                .setIterationCount(MAC_ITERATIONS);
    }
}
