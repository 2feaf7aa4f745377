package org.signet.edge.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.signet.crypto.keys.TlsIdentity;
import org.signet.crypto.policy.tls.TlsPolicy;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.model.Outcome;
import org.signet.model.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TLS certificate and key of a listener, read again when their files change. A bad pair leaves the old one in use. */
public final class TlsKeys {
    private static final Logger LOG = LoggerFactory.getLogger(TlsKeys.class);

    private final TlsFiles files;
    private final AskingServer factory = new AskingServer();
    private List<FileTime> seen;

    /** @throws Unavailable if the files cannot be used */
    public TlsKeys(TlsFiles files) {
        this.files = files;
        factory.setIncludeProtocols(TlsPolicy.PROTOCOLS.toArray(String[]::new));
        factory.setIncludeCipherSuites(TlsPolicy.SUITES.toArray(String[]::new));
        factory.setRenegotiationAllowed(false);
        try {
            seen = times();
            use(factory, read().fold(store -> store, refusal -> {
                throw new Unavailable(refusal.detail(), null);
            }));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /**
     * Asks clients for a certificate of these CAs. Whoever shows none, or any other, comes in all the same: TLS proves that they
     * have its key, and a door decides whether that means something.
     */
    void askClients(Supplier<List<X509Certificate>> issuers) {
        factory.issuers = issuers;
        factory.setWantClientAuth(true);
    }

    private static final class AskingServer extends SslContextFactory.Server {
        private Supplier<List<X509Certificate>> issuers;

        @Override
        protected TrustManager[] getTrustManagers(KeyStore store, Collection<? extends CRL> crls) throws Exception {
            return issuers == null ? super.getTrustManagers(store, crls) : new TrustManager[] {new AnyClient(issuers)};
        }
    }

    /** Tells clients which certificates may mean something. The variants with a socket keep the platform from checks of its own. */
    private static final class AnyClient extends X509ExtendedTrustManager {
        private final Supplier<List<X509Certificate>> issuers;

        AnyClient(Supplier<List<X509Certificate>> issuers) {
            this.issuers = issuers;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return issuers.get().toArray(X509Certificate[]::new);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("a listener trusts no servers");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, kind);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, kind);
        }
    }

    /** TLS over an open connection, this end being the server; the handshake is not made yet. */
    public SSLSocket over(Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket)
                started().getSslContext().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        secured.setUseClientMode(false);
        secured.setSSLParameters(factory.customize(secured.getSSLParameters()));
        return secured;
    }

    private SslContextFactory.Server started() {
        try {
            factory.start();
            return factory;
        } catch (Exception e) {
            throw new Unavailable("The TLS certificate " + files.certificate() + " cannot be used.", e);
        }
    }

    /** Looks whether the files changed since they were last read. */
    public synchronized void refresh() {
        try {
            List<FileTime> now = times();
            if (!now.equals(seen)) {
                seen = now;
                read().run(this::reload, refusal -> LOG.warn("The new TLS files are not used: {}", refusal.detail()));
            }
        } catch (IOException e) {
            LOG.warn("The TLS files cannot be read; the old ones stay in use.", e);
        }
    }

    private void reload(KeyStore store) {
        try {
            factory.reload(changed -> use(changed, store));
            LOG.info("The TLS certificate was read again.");
        } catch (Exception e) {
            LOG.warn("The new TLS files are not used: the certificate does not fit the key.", e);
        }
    }

    private static void use(SslContextFactory factory, KeyStore store) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword(TlsIdentity.STORE_PASSWORD);
    }

    private Outcome<KeyStore> read() throws IOException {
        return TlsIdentity.read(Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()));
    }

    private List<FileTime> times() throws IOException {
        return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
    }

    private Unavailable unreadable(IOException e) {
        return new Unavailable(
                "The TLS certificate " + files.certificate() + " or its key " + files.key()
                        + " cannot be read; check the paths and the permissions.",
                e);
    }
}
