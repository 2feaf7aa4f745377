package org.signet.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.signet.crypto.keys.PemKey;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/** The files of RFC 4134 appendix B by their names. Alice signs, Bob reads, Carl is the CA, and Diane is there too. */
final class Rfc4134 {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final Map<String, byte[]> files = new HashMap<>();

    /** Takes them out of the RFC: base64 between marks, each line behind a bar; pages end and begin in the midst of it. */
    Rfc4134(Path text) throws IOException {
        StringBuilder base64 = new StringBuilder();
        for (String line : Files.readAllLines(text, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("|>")) {
                base64.setLength(0);
            } else if (line.startsWith("|<")) {
                files.put(line.substring(2), Base64.getDecoder().decode(base64.toString()));
            } else if (line.startsWith("|") && !line.startsWith("|*")) {
                base64.append(line, 1, line.length());
            }
        }
    }

    byte[] file(String name) {
        return files.get(name).clone();
    }

    Certificate certificate(String name) {
        return Certificate.parse(Bytes.of(files.get(name))).orThrow();
    }

    /** One who has this key of this certificate, and trusts both of Carl's roots. */
    MessageReader reader(String key, String certificate) {
        Certificate own = certificate(certificate);
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(files.get(key))
                + "\n-----END PRIVATE KEY-----\n";
        Identity identity = new Identity(
                PemKey.read(
                                pem.getBytes(StandardCharsets.US_ASCII),
                                own.content().publicKey(),
                                () -> {
                                    throw new IllegalStateException("asks for a passphrase");
                                })
                        .orThrow(),
                own);
        List<Certificate> roots = List.of(certificate("CarlDSSSelf.cer"), certificate("CarlRSASelf.cer"));
        return new MessageReader(
                new TrustBase(roots, List.of(), TrustBase.offline(), NOW), List.of(identity), Providers.newRandom());
    }
}
