package org.signet.ca.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * The roots in a PKCS#12 file, by the JDK's own hand: it marks each as trusted (attribute 2.16.840.1.113894.746875.1.1), without
 * which Java sees an empty store.
 */
final class JavaTrustStore {
    static final TrustKit KIT = new TrustKit(
            "java",
            TrustKit.Platform.PROGRAMS,
            "trust.p12",
            "application/x-pkcs12",
            "Java: a trust store, passphrase \"changeit\"",
            JavaTrustStore::write);

    /** What Java's own store has. It keeps nothing secret: the file is for everybody. */
    private static final String PASSPHRASE = "changeit";

    private JavaTrustStore() {}

    private static Bytes write(TrustSite site) {
        KeyStore store = Providers.pkcs12();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            store.load(null, null);
            for (Certificate root : site.anchors().roots()) {
                store.setCertificateEntry(
                        site.name(root),
                        Providers.certificates().generateCertificate(root.der().open()));
            }
            store.store(file, PASSPHRASE.toCharArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no trust store of our own roots", e);
        }
        return Bytes.of(file.toByteArray());
    }
}
