package org.signet.ca.enrollment.renewal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.SerialNumber;

/**
 * That the holder of an old certificate's key wants new keys certified here and now. The old key signs a text that names
 * everything it is good for, so that it proves nothing elsewhere, later or for other keys:
 *
 * <pre>
 * signet renewal 1
 * server: https://ca.example.com
 * certificate: 4a…             (serial number in lower-case hexadecimal)
 * time: 2026-01-31T12:00:00Z
 * requests: 9f…                (SHA-256 of the PKCS#10 text as it is sent, in lower-case hexadecimal)
 * </pre>
 *
 * Each line ends with a line feed. The signature is PKCS#1 v1.5 with SHA-256 by an RSA key, ECDSA with SHA-256 on P-256 and
 * with SHA-384 on greater curves, or Ed25519.
 *
 * @param certificate the old one's
 * @param time as it is sent, ISO 8601 in UTC
 * @param requests PKCS#10 in PEM, as they are sent
 */
public record RenewalProof(SerialNumber certificate, String time, String requests) {
    /** Clocks of both sides may differ by this much. */
    static final Duration SKEW = Duration.ofMinutes(10);

    /** What is signed. */
    public byte[] text(String server) {
        Bytes digest = Bytes.of(Providers.sha256(requests.getBytes(StandardCharsets.UTF_8)));
        String text = "signet renewal 1\nserver: " + server + "\ncertificate: " + certificate.hex() + "\ntime: " + time
                + "\nrequests: " + digest.hex() + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    boolean signedBy(Certificate old, String server, Bytes signature) {
        var key = old.content().publicKey();
        return Providers.verify(SignatureScheme.forKey(key), key, text(server), signature.toArray());
    }

    /** The time as a moment; empty if it is none. */
    private Optional<Instant> moment() {
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean madeAround(Instant now) {
        return moment().filter(at -> Duration.between(at, now).abs().compareTo(SKEW) <= 0)
                .isPresent();
    }
}
