package org.signet.crypto.keys;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The certificate and private key that a server shows, from the PEM files that web servers use. */
public final class TlsIdentity {
    /** Guards nothing: the store never leaves this process, but the API wants one. */
    public static final String STORE_PASSWORD = "in memory";

    private TlsIdentity() {}

    /**
     * A key store with one entry.
     *
     * @param certificates PEM, the server's own first, then its issuers
     * @param privateKey PEM without a passphrase: {@code PRIVATE KEY}, {@code RSA PRIVATE KEY} or {@code EC PRIVATE KEY}
     */
    public static Outcome<KeyStore> read(byte[] certificates, byte[] privateKey) {
        return Certificate.parseFile(certificates).then(chain -> read(chain, privateKey));
    }

    private static Outcome<KeyStore> read(List<Certificate> chain, byte[] privateKey) {
        try {
            X509Certificate[] platform = new X509Certificate[chain.size()];
            var converter = new JcaX509CertificateConverter();
            for (int i = 0; i < platform.length; i++) {
                platform[i] = converter.getCertificate(
                        new X509CertificateHolder(chain.get(i).der().toArray()));
            }
            KeyStore store = Providers.pkcs12();
            store.load(null, null);
            store.setKeyEntry("server", key(privateKey), STORE_PASSWORD.toCharArray(), platform);
            return Outcome.ok(store);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The server's key file holds no RSA or EC private key in PEM without a passphrase.");
        }
    }

    private static PrivateKey key(byte[] pem) throws IOException, GeneralSecurityException {
        try (PEMParser parser = new PEMParser(new StringReader(new String(pem, StandardCharsets.ISO_8859_1)))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                if (block instanceof PrivateKeyInfo info) {
                    return key(info);
                }
                if (block instanceof PEMKeyPair pair) {
                    return key(pair.getPrivateKeyInfo());
                }
            }
        }
        throw new GeneralSecurityException("no private key");
    }

    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        return Providers.privateKey(info.getPrivateKeyAlgorithm().getAlgorithm().getId(), info.getEncoded());
    }
}
