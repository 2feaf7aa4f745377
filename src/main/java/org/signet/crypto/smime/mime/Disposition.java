package org.signet.crypto.smime.mime;

import java.util.Locale;
import java.util.Optional;

/**
 * What is to be done with a body (RFC 2183).
 *
 * @param kind in lower case: {@code inline}, {@code attachment}, or another, which counts as the latter
 */
public record Disposition(String kind, Parameters parameters) {

    /** Reads a field's value. */
    public static Disposition parse(String value) {
        int end = value.indexOf(';');
        String kind = Parameters.withoutComments(end < 0 ? value : value.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT);
        return new Disposition(kind, end < 0 ? Parameters.NONE : Parameters.parse(value.substring(end + 1)));
    }

    /** RFC 2183 §2.8: what is not known is an attachment. */
    public boolean isAttachment() {
        return !kind.equals("inline");
    }

    /** The file's name, made safe. */
    public Optional<String> fileName() {
        return parameters.value("filename").flatMap(FileName::safe);
    }
}
