package org.signet.crypto.smime.mime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a body is (RFC 2045 §5, RFC 2046).
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param declared whether the entity says so itself; it does not where the field is missing or cannot be read
 */
public record MediaType(String type, String subtype, Parameters parameters, boolean declared) {
    private static final Pattern TOKEN = Pattern.compile("[^\\x00-\\x20\\x7f-\\uffff()<>@,;:\\\\\"/\\[\\]?=]+");

    /** Of an entity that does not say (RFC 2045 §5.2). */
    static final MediaType PLAIN_TEXT =
            new MediaType("text", "plain", new Parameters(Map.of("charset", "us-ascii")), false);

    public MediaType {
        if (!TOKEN.matcher(type).matches() || !TOKEN.matcher(subtype).matches()) {
            throw new IllegalArgumentException("no media type");
        }
    }

    /** A type without parameters, from {@code type/subtype}; a slip of the programmer if it is none. */
    public static MediaType of(String essence) {
        MediaType parsed = parse(essence);
        if (!parsed.declared) {
            throw new IllegalArgumentException("no media type: " + essence);
        }
        return parsed;
    }

    /** Of the first {@code Content-Type} there. */
    static MediaType of(HeaderBlock header) {
        return header.first("Content-Type").map(field -> parse(field.value())).orElse(PLAIN_TEXT);
    }

    /** Reads a field's value. Where it is no type, that of RFC 2045 §5.2 counts, with the parameters that were found. */
    public static MediaType parse(String value) {
        int end = value.indexOf(';');
        Parameters parameters = end < 0 ? Parameters.NONE : Parameters.parse(value.substring(end + 1));
        String essence = Parameters.withoutComments(end < 0 ? value : value.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT);
        int slash = essence.indexOf('/');
        String type = slash < 0 ? "" : essence.substring(0, slash).strip();
        String subtype = slash < 0 ? "" : essence.substring(slash + 1).strip();
        return TOKEN.matcher(type).matches() && TOKEN.matcher(subtype).matches()
                ? new MediaType(type, subtype, parameters, true)
                : new MediaType("text", "plain", parameters, false);
    }

    /** {@code type/subtype}. */
    public String essence() {
        return type + "/" + subtype;
    }

    public boolean is(String essence) {
        return essence().equals(essence);
    }

    public boolean isMultipart() {
        return type.equals("multipart");
    }

    public boolean isText() {
        return type.equals("text");
    }

    /** Whether the body is a message with a header of its own (RFC 2046 §5.2.1, RFC 6532 §3.7). */
    public boolean isMessage() {
        return is("message/rfc822") || is("message/global");
    }

    /** What the lines of the parts' delimiters hold (RFC 2046 §5.1.1). */
    public Optional<String> boundary() {
        return parameters.value("boundary").map(String::stripTrailing).filter(text -> !text.isEmpty());
    }

    public Optional<String> charset() {
        return parameters.value("charset");
    }

    /** Of a multipart/signed: the type of its second part, in lower case (RFC 1847 §2.1). */
    public Optional<String> protocol() {
        return parameters.value("protocol").map(text -> text.strip().toLowerCase(Locale.ROOT));
    }

    /** Of a multipart/signed: the digests, as they were written; a hint, and never more (RFC 8551 §3.5.3.2). */
    public Optional<String> micalg() {
        return parameters.value("micalg");
    }

    /** Which kind of CMS the body is said to be (RFC 8551 §3.2.2), as it was written. */
    public Optional<String> smimeType() {
        return parameters.value("smime-type");
    }

    /** The file's name as old programs tell it, made safe. */
    public Optional<String> fileName() {
        return parameters.value("name").flatMap(FileName::safe);
    }
}
