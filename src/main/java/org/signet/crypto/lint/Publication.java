package org.signet.crypto.lint;

import java.time.LocalDate;
import java.util.Arrays;

/** Where requirements stand, and since when: the month of an RFC, the compliance date of the Baseline Requirements. */
enum Publication {
    RFC_5280("RFC 5280", LocalDate.of(2008, 5, 1)),
    RFC_6960("RFC 6960", LocalDate.of(2013, 6, 1)),
    RFC_8550("RFC 8550", LocalDate.of(2019, 4, 1)),
    SMIME_BR("S/MIME BR", LocalDate.of(2023, 9, 1));

    private final String title;
    private final LocalDate effective;

    Publication(String title, LocalDate effective) {
        this.title = title;
        this.effective = effective;
    }

    /** The one that a citation names first. */
    static Publication cited(String citation) {
        return Arrays.stream(values())
                .filter(publication -> citation.startsWith(publication.title + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no date is known for " + citation));
    }

    LocalDate effective() {
        return effective;
    }
}
