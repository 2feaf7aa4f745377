package org.signet.edge.json;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.ca.directory.format.EntryFile;

/** How a looked-up certificate may be answered, and which of these a client prefers (RFC 9110 §12.5.1). */
enum CertificateForm {
    JSON("application/json"),
    DER(EntryFile.DER.mediaType()),
    PEM(EntryFile.PEM.mediaType()),
    VCARD(EntryFile.VCARD.mediaType()),
    /** {@code text/vcard;version=3.0} (RFC 6350 §10.1). */
    VCARD3(EntryFile.VCARD3.mediaType());

    private static final int MAX_ACCEPT = 1000;

    private final String mediaType;

    CertificateForm(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The preferred form: by weight, then by how exactly it was named; JSON where nothing fits. */
    static CertificateForm accepted(String accept) {
        if (accept == null || accept.isBlank() || accept.length() > MAX_ACCEPT) {
            return JSON;
        }
        return Stream.of(accept.split(","))
                .map(Range::of)
                .filter(range -> range.weight > 0)
                .sorted(Comparator.comparingDouble(Range::weight)
                        .thenComparing(range -> !range.type.endsWith("*"))
                        .reversed())
                .flatMap(range -> range.form().stream())
                .findFirst()
                .orElse(JSON);
    }

    /** @param old whether a vCard of before RFC 6350 is asked for */
    private record Range(String type, double weight, boolean old) {
        static Range of(String text) {
            String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
            double weight = Stream.of(parts)
                    .skip(1)
                    .filter(parameter -> parameter.matches("q=[01](\\.[0-9]{0,3})?"))
                    .mapToDouble(parameter -> Double.parseDouble(parameter.substring(2)))
                    .findFirst()
                    .orElse(1);
            boolean old = parts[0].equals(VCARD.mediaType)
                    && Stream.of(parts).anyMatch(part -> part.matches("version=\"?3\\.0\"?"));
            return new Range(parts[0], weight, old);
        }

        Optional<CertificateForm> form() {
            return old
                    ? Optional.of(VCARD3)
                    : Stream.of(values())
                            .filter(form ->
                                    type.equals(form.mediaType) || type.equals("*/*") || type.equals("application/*"))
                            .findFirst();
        }
    }
}
