package org.signet.ca.trust;

import java.io.ByteArrayOutputStream;
import java.util.stream.Collectors;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;

/**
 * Roots that are trusted for mail alone, as {@code openssl x509 -addtrust emailProtection -trustout} writes them: behind the
 * certificate stands what it is trusted for. OpenSSL and p11-kit honour that; other programs do not read the file.
 */
final class MailOnlyPem {
    static final TrustKit KIT = new TrustKit(
            "openssl",
            TrustKit.Platform.LINUX,
            "root-mail-only.pem",
            "application/x-pem-file",
            "OpenSSL: the root, trusted for e-mail and nothing else",
            site -> TrustKit.ascii(of(site)));

    /** X509_CERT_AUX of OpenSSL: SEQUENCE { trust SEQUENCE OF OBJECT IDENTIFIER { id-kp-emailProtection } }. */
    private static final Bytes FOR_MAIL = Bytes.ofHex("300c300a06082b06010505070304");

    private MailOnlyPem() {}

    static String of(TrustSite site) {
        return site.anchors().roots().stream().map(MailOnlyPem::of).collect(Collectors.joining());
    }

    static String of(Certificate root) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(root.der().toArray());
        both.writeBytes(FOR_MAIL.toArray());
        return Pem.encode("TRUSTED CERTIFICATE", Bytes.of(both.toByteArray()));
    }
}
