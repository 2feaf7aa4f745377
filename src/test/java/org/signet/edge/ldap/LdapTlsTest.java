package org.signet.edge.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.ServerSettings.TlsFiles;

/** LDAPS with the server's certificate, which is read again when its file changes. */
class LdapTlsTest {
    private static final TrustManager ANY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    @TempDir
    private Path folder;

    private static byte[] shown(LdapCa ca) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {ANY}, null);
        try (SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket("127.0.0.1", ca.tlsUrl().getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0].getEncoded();
        }
    }

    private static byte[] in(TlsFiles files) throws IOException {
        return Certificate.parseFile(Files.readAllBytes(files.certificate()))
                .orThrow()
                .get(0)
                .der()
                .toArray();
    }

    @Test
    void aNewCertificateIsShownWithoutARestart() throws Exception {
        TlsFiles files = LdapCa.tlsFiles(Files.createDirectory(folder.resolve("first")));
        TlsFiles next = LdapCa.tlsFiles(Files.createDirectory(folder.resolve("next")));
        try (LdapCa ca = LdapCa.open(folder, 1000, Optional.of(files), "127.0.0.1")) {
            assertThat(shown(ca)).isEqualTo(in(files));
            Files.move(next.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(next.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
            byte[] wanted = in(files);
            long end = System.nanoTime() + 30_000_000_000L;
            while (!Arrays.equals(shown(ca), wanted) && System.nanoTime() < end) {
                Thread.sleep(200);
            }
            assertThat(shown(ca)).isEqualTo(wanted);
        }
    }
}
