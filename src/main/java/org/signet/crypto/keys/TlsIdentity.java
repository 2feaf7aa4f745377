package org.signet.crypto.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
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
        return Certificate.parseFile(certificates)
                .then(chain -> PemKey.read(privateKey, chain.get(0).content().publicKey(), TlsIdentity::encrypted)
                        .then(key -> store(chain, key)));
    }

    private static Outcome<Passphrase> encrypted() {
        return Outcome.refused(
                RefusalCode.BAD_INPUT,
                "The server's key file is encrypted, and nobody is there to open it at a start. Give one without a"
                        + " passphrase, which its owner alone can read.");
    }

    private static Outcome<KeyStore> store(List<Certificate> chain, SoftwareKey key) {
        try {
            X509Certificate[] platform = new X509Certificate[chain.size()];
            var converter = new JcaX509CertificateConverter();
            for (int i = 0; i < platform.length; i++) {
                platform[i] = converter.getCertificate(
                        new X509CertificateHolder(chain.get(i).der().toArray()));
            }
            KeyStore store = Providers.pkcs12();
            store.load(null, null);
            store.setKeyEntry("server", key.privateKey(), STORE_PASSWORD.toCharArray(), platform);
            return Outcome.ok(store);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "Java takes no such certificate or key for TLS; use an RSA or P-256 key.");
        }
    }
}
