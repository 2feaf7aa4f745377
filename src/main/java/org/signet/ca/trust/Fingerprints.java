package org.signet.ca.trust;

import java.nio.charset.StandardCharsets;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Printable;

/** The fingerprints as text, to be compared over a second channel: of the DER encoding, never of a PEM file. */
final class Fingerprints {
    static final TrustKit KIT = new TrustKit(
            "fingerprints",
            TrustKit.Platform.FILES,
            "fingerprints.txt",
            "text/plain; charset=utf-8",
            "Fingerprints to compare by telephone or letter",
            Fingerprints::write);

    private Fingerprints() {}

    private static Bytes write(TrustSite site) {
        StringBuilder text = new StringBuilder();
        site.anchors().roots().forEach(root -> describe("Root", root, text));
        site.anchors().issuing().forEach(issuing -> describe("Issuing CA", issuing, text));
        text.append("""
                Compare them with what your company told you by another way, then check the file you downloaded:
                  Windows   certutil -hashfile root.cer SHA256
                  macOS     shasum -a 256 root.cer
                  OpenSSL   openssl x509 -in root.pem -noout -fingerprint -sha256
                """);
        return Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void describe(String role, Certificate certificate, StringBuilder text) {
        text.append(role)
                .append(": ")
                .append(Printable.of(certificate.content().subject()))
                .append("\n  SHA-256 (of the DER)            ")
                .append(certificate.sha256().groups())
                .append("\n  SHA-1, Windows' \"thumbprint\"    ")
                .append(certificate.sha1().groups())
                .append("\n\n");
    }
}
