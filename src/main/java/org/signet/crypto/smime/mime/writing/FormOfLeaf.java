package org.signet.crypto.smime.mime.writing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.crypto.smime.mime.TransferEncoding;
import org.signet.crypto.smime.mime.encoding.CanonicalLines;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/**
 * The body of an entity without parts, in the transfer encoding that it needs (RFC 8551 §3.1.3): none if it is 7-bit text that no
 * program on its way changes, quoted-printable for other text, base64 for the rest. What is encoded already stays so.
 */
record FormOfLeaf(Written body, TransferEncoding encoding) {
    private static final int GUESSED_FROM = 64 * 1024;
    private static final String NOT_FOR_MAIL =
            "A part of the message is not fit for mail, and cannot be encoded, since its header does not say rightly what it is;"
                    + " write the message anew in a mail program.";

    static Outcome<FormOfLeaf> of(Entity entity) throws IOException {
        return switch (entity.encoding()) {
            case BASE64, QUOTED_PRINTABLE -> Outcome.ok(encodedAlready(entity));
            case UNKNOWN -> unchanged(entity.body()).map(body -> new FormOfLeaf(body, TransferEncoding.UNKNOWN));
            default -> Outcome.ok(isText(entity.mediaType()) ? text(entity) : other(entity));
        };
    }

    /** Text that is put into mail as it is, but for its line ends; refused if mail would not carry it so. */
    static Outcome<Written> unchanged(StoredOctets body) throws IOException {
        return BodySurvey.of(body).isSevenBit()
                ? Outcome.ok(lines(body))
                : Outcome.refused(RefusalCode.BAD_INPUT, NOT_FOR_MAIL);
    }

    /** Text as it is, but that its lines end with CRLF. */
    static Written lines(StoredOctets body) throws IOException {
        return lines(body, BodySurvey.of(body));
    }

    private static Written lines(StoredOctets body, BodySurvey survey) {
        return survey.bareLineFeeds() == 0
                ? Written.of(body, survey.length())
                : Written.of(CanonicalLines.of(body), survey.canonicalLength());
    }

    /** Encoded anew only if what encoded it left something that is not fit for mail. */
    private static FormOfLeaf encodedAlready(Entity entity) throws IOException {
        BodySurvey survey = BodySurvey.of(entity.body());
        if (survey.isRobust()) {
            return new FormOfLeaf(lines(entity.body(), survey), entity.encoding());
        }
        return entity.encoding() == TransferEncoding.BASE64
                ? base64(entity.content())
                : new FormOfLeaf(Written.quotedPrintable(entity.content()), TransferEncoding.QUOTED_PRINTABLE);
    }

    private static FormOfLeaf text(Entity entity) throws IOException {
        BodySurvey survey = BodySurvey.of(entity.body());
        MediaType type = entity.mediaType();
        // RFC 3676 §4.1: the spaces at the ends of its lines have a meaning.
        boolean flowed = type.parameters().value("format").orElse("").equalsIgnoreCase("flowed");
        if (survey.isRobust() && !flowed) {
            return new FormOfLeaf(lines(entity.body(), survey), TransferEncoding.SEVEN_BIT);
        }
        // In these an LF is half of a character.
        String charset = type.charset().orElse("").toLowerCase(Locale.ROOT);
        boolean wide = charset.startsWith("utf-16") || charset.startsWith("utf-32");
        if (wide && !survey.isSevenBit()) {
            return base64(entity.body());
        }
        return new FormOfLeaf(Written.quotedPrintable(entity.body()), TransferEncoding.QUOTED_PRINTABLE);
    }

    private static FormOfLeaf other(Entity entity) throws IOException {
        BodySurvey survey = BodySurvey.of(entity.body());
        boolean binary = entity.encoding() == TransferEncoding.BINARY;
        // In binary content an LF is one octet of it; elsewhere it is how this system writes the end of a line.
        if (survey.isRobust() && !(binary && survey.bareLineFeeds() > 0)) {
            return new FormOfLeaf(lines(entity.body(), survey), TransferEncoding.SEVEN_BIT);
        }
        Written octets = binary ? Written.of(entity.body(), survey.length()) : lines(entity.body(), survey);
        return new FormOfLeaf(Written.base64(octets), TransferEncoding.BASE64);
    }

    private static FormOfLeaf base64(StoredOctets octets) throws IOException {
        return new FormOfLeaf(Written.base64(Written.of(SizedOctets.counted(octets))), TransferEncoding.BASE64);
    }

    private static boolean isText(MediaType type) {
        return type.isText() || type.type().equals("message");
    }

    /** The charset of text that names none: US-ASCII, or UTF-8, or one that is not known (RFC 1428 §3). */
    static String guessedCharset(Entity entity) throws IOException {
        byte[] beginning = entity.content().head(GUESSED_FROM);
        boolean ascii = true;
        for (byte octet : beginning) {
            ascii &= octet >= 0;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result =
                decoder.decode(ByteBuffer.wrap(beginning), CharBuffer.allocate(beginning.length + 1), false);
        return ascii ? "us-ascii" : result.isError() ? "unknown-8bit" : "utf-8";
    }
}
