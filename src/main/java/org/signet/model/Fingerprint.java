package org.signet.model;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A digest of a certificate's DER encoding, for people and clients to compare: SHA-256 (32 octets) or SHA-1 (20). */
public record Fingerprint(Bytes digest) {

    /** Upper-case hexadecimal in eight groups, as a person reads it aloud: {@code 9F86D081 884C7D65 …}. */
    public String groups() {
        String hex = digest.hex().toUpperCase(Locale.ROOT);
        int width = hex.length() / 8;
        return IntStream.range(0, 8)
                .mapToObj(i -> hex.substring(i * width, (i + 1) * width))
                .collect(Collectors.joining(" "));
    }

    public String hex() {
        return digest.hex();
    }
}
