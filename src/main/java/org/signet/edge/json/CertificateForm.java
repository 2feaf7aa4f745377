package org.signet.edge.json;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a looked-up certificate may be answered, and which of these a client prefers (RFC 9110 §12.5.1). */
enum CertificateForm {
    JSON("application/json"),
    DER("application/pkix-cert"),
    PEM("application/x-pem-file");

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

    private record Range(String type, double weight) {
        static Range of(String text) {
            String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
            double weight = Stream.of(parts)
                    .skip(1)
                    .filter(parameter -> parameter.matches("q=[01](\\.[0-9]{0,3})?"))
                    .mapToDouble(parameter -> Double.parseDouble(parameter.substring(2)))
                    .findFirst()
                    .orElse(1);
            return new Range(parts[0], weight);
        }

        Optional<CertificateForm> form() {
            return Stream.of(values())
                    .filter(form -> type.equals(form.mediaType) || type.equals("*/*") || type.equals("application/*"))
                    .findFirst();
        }
    }
}
