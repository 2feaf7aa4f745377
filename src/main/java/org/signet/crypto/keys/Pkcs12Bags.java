package org.signet.crypto.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * The bags of a PKCS#12 file (RFC 7292 §4.2), one by one. Somebody who signs with one key and reads with another often has both
 * under one name, of which the platform's key store shows the last alone; and it derives their keys more slowly.
 */
final class Pkcs12Bags {
    private static final int LONGEST_CHAIN = 10;

    private final Map<Bytes, PrivateKeyInfo> keys = new LinkedHashMap<>();
    private final Map<Bytes, Certificate> leaves = new LinkedHashMap<>();
    private final List<Certificate> others = new ArrayList<>();
    /** Of all private keys. */
    private int count;

    private Pkcs12Bags() {}

    /** Every key of a file, each with its certificate; empty if this is not its passphrase, or another reader should try. */
    static Optional<List<Pkcs12File>> open(byte[] file, Passphrase passphrase) {
        try {
            PKCS12PfxPdu pfx = new PKCS12PfxPdu(file);
            if (!isWhole(pfx, passphrase)) {
                return Optional.empty();
            }
            Pkcs12Bags bags = read(pfx, passphrase);
            List<Pkcs12File> all = bags.all();
            return all.isEmpty() || all.size() < bags.count ? Optional.empty() : Optional.of(all);
        } catch (IOException | PKCSException | GeneralSecurityException | RuntimeException another) {
            return Optional.empty();
        }
    }

    /**
     * Every key of a file that the platform could open: of some, as those of RFC 9216, Bouncy Castle reckons another MAC.
     *
     * @param shown those that the platform shows
     */
    static List<Pkcs12File> allOf(byte[] file, Passphrase passphrase, List<Pkcs12File> shown) {
        try {
            List<Pkcs12File> all = read(new PKCS12PfxPdu(file), passphrase).all();
            return all.size() > shown.size() ? all : shown;
        } catch (IOException | PKCSException | GeneralSecurityException | RuntimeException another) {
            return shown;
        }
    }

    /** Whether its MAC (RFC 7292 appendix A) is right under the passphrase. */
    private static boolean isWhole(PKCS12PfxPdu pfx, Passphrase passphrase) throws PKCSException {
        return pfx.hasMac()
                && PasswordEncryption.isFeasible(
                        pfx.toASN1Structure().getMacData().getIterationCount())
                && !pfx.getMacAlgorithmID().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)
                && pfx.isMacValid(
                        new JcePKCS12MacCalculatorBuilderProvider().setProvider(Providers.containers()),
                        passphrase.chars());
    }

    private static boolean isEncrypted(ContentInfo info) {
        return info.getContentType().equals(PKCSObjectIdentifiers.encryptedData);
    }

    private static Pkcs12Bags read(PKCS12PfxPdu pfx, Passphrase passphrase)
            throws IOException, PKCSException, GeneralSecurityException {
        InputDecryptorProvider opening = PasswordEncryption.opening(passphrase);
        Pkcs12Bags bags = new Pkcs12Bags();
        for (ContentInfo info : pfx.getContentInfos()) {
            PKCS12SafeBagFactory factory =
                    isEncrypted(info) ? new PKCS12SafeBagFactory(info, opening) : new PKCS12SafeBagFactory(info);
            for (PKCS12SafeBag bag : factory.getSafeBags()) {
                bags.take(bag, opening);
            }
        }
        return bags;
    }

    private void take(PKCS12SafeBag bag, InputDecryptorProvider opening) throws IOException, PKCSException {
        Object value = bag.getBagValue();
        Optional<Bytes> id = keyId(bag);
        count += value instanceof PKCS8EncryptedPrivateKeyInfo || value instanceof PrivateKeyInfo ? 1 : 0;
        if (value instanceof PKCS8EncryptedPrivateKeyInfo encrypted && id.isPresent()) {
            keys.put(id.get(), encrypted.decryptPrivateKeyInfo(opening));
        } else if (value instanceof X509CertificateHolder holder) {
            Certificate certificate =
                    Certificate.parse(Bytes.of(holder.getEncoded())).orThrow();
            id.ifPresent(name -> leaves.put(name, certificate));
            others.add(certificate);
        }
    }

    private static Optional<Bytes> keyId(PKCS12SafeBag bag) {
        if (bag.getAttributes() == null) {
            return Optional.empty();
        }
        for (var attribute : bag.getAttributes()) {
            if (attribute.getAttrType().equals(PKCS12SafeBag.localKeyIdAttribute)) {
                return Optional.of(Bytes.of(
                        ASN1OctetString.getInstance(attribute.getAttrValues().getObjectAt(0))
                                .getOctets()));
            }
        }
        return Optional.empty();
    }

    /** Every key that names its certificate. */
    private List<Pkcs12File> all() throws IOException, GeneralSecurityException {
        List<Pkcs12File> all = new ArrayList<>();
        for (var key : keys.entrySet()) {
            Certificate leaf = leaves.get(key.getKey());
            if (leaf != null) {
                PrivateKeyInfo info = key.getValue();
                all.add(new Pkcs12File(
                        new SoftwareKey(
                                leaf.content().publicKey(),
                                Providers.privateKey(
                                        info.getPrivateKeyAlgorithm()
                                                .getAlgorithm()
                                                .getId(),
                                        info.getEncoded())),
                        chain(leaf)));
            }
        }
        return all;
    }

    private List<Certificate> chain(Certificate leaf) {
        List<Certificate> chain = new ArrayList<>(List.of(leaf));
        for (Optional<Certificate> next = issuer(leaf);
                next.isPresent() && !chain.contains(next.get()) && chain.size() < LONGEST_CHAIN;
                next = issuer(next.get())) {
            chain.add(next.get());
        }
        return List.copyOf(chain);
    }

    private Optional<Certificate> issuer(Certificate of) {
        return others.stream()
                .filter(each -> each.content()
                        .asn1()
                        .getSubject()
                        .equals(of.content().asn1().getIssuer()))
                .filter(each -> of.signedBy(each.content().publicKey()))
                .findFirst();
    }
}
