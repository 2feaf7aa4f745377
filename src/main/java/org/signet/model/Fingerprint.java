package org.signet.model;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A digest of a certificate's DER encoding, for people and clients to compare: SHA-256 (32 octets) or SHA-1 (20). */
public record Fingerprint(Bytes digest) {

    private static final int WIDTH = 8;

    /** Upper-case hexadecimal in groups of four octets, as a person reads it aloud: {@code 9F86D081 884C7D65 …}. */
    public String groups() {
        String hex = digest.hex().toUpperCase(Locale.ROOT);
        return IntStream.range(0, hex.length() / WIDTH)
                .mapToObj(i -> hex.substring(i * WIDTH, (i + 1) * WIDTH))
                .collect(Collectors.joining(" "));
    }

    public String hex() {
        return digest.hex();
    }
}
