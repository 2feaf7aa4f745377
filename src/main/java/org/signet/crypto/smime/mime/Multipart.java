package org.signet.crypto.smime.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/**
 * A body that consists of parts (RFC 2046 §5.1).
 *
 * @param body the multipart's, exactly as it came
 * @param boundary what its delimiters hold
 * @param parts in order; none if no delimiter was found
 * @param closed whether the delimiter after the last part is there; without it, the last part goes on to the end
 * @param preamble what stands before the first delimiter, its line end included
 * @param epilogue what stands directly behind the last, the rest of its line included
 */
public record Multipart(
        StoredOctets body, String boundary, List<BodyPart> parts, boolean closed, Margin preamble, Margin epilogue) {
    /**
     * What belongs to no part, and is shown by no program.
     *
     * @param hasText whether it holds more than white space
     */
    public record Margin(StoredOctets octets, boolean hasText) {}

    /** A multipart has at most so many parts. */
    public static final int MAX_PARTS = 1_000;

    private static final Outcome<Multipart> TOO_MANY = Outcome.refused(
            RefusalCode.TOO_LARGE,
            "The message has a part with more than 1,000 parts of its own; ask the sender for fewer attachments, or for one archive of them.");
    private static final Outcome<Multipart> NO_BOUNDARY = Outcome.refused(
            RefusalCode.BAD_INPUT,
            "A multipart names no boundary, so its parts cannot be told; ask the sender to send the message again.");
    private static final Outcome<Multipart> NO_MULTIPART =
            Outcome.refused(RefusalCode.BAD_INPUT, "This part of the message has no parts of its own.");

    public Multipart {
        parts = List.copyOf(parts);
    }

    /** Finds the parts in one pass over the body. */
    static Outcome<Multipart> split(Entity entity) throws IOException {
        if (!entity.mediaType().isMultipart()) {
            return NO_MULTIPART;
        }
        Optional<String> boundary = entity.mediaType().boundary();
        return boundary.isEmpty() ? NO_BOUNDARY : split(entity.body(), boundary.get());
    }

    static Outcome<Multipart> split(StoredOctets body, String boundary) throws IOException {
        try (InputStream in = body.open()) {
            DelimiterScan scan = new DelimiterScan(in, boundary, MAX_PARTS);
            if (!scan.run()) {
                return TOO_MANY;
            }
            List<BodyPart> parts = scan.parts().stream()
                    .map(span -> new BodyPart(body.range(span.from(), span.length()), span.from(), span.length()))
                    .toList();
            long preambleEnd = scan.preambleEnd() < 0 ? Long.MAX_VALUE : scan.preambleEnd();
            return Outcome.ok(new Multipart(
                    body,
                    boundary,
                    parts,
                    scan.closed(),
                    margin(body.range(0, preambleEnd)),
                    margin(body.range(scan.epilogueFrom(), Long.MAX_VALUE))));
        }
    }

    private static Margin margin(StoredOctets octets) throws IOException {
        return new Margin(octets, hasText(octets));
    }

    private static boolean hasText(StoredOctets octets) throws IOException {
        try (InputStream in = octets.open()) {
            byte[] block = new byte[DelimiterScan.BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                for (int i = 0; i < read; i++) {
                    if (block[i] != ' ' && (block[i] < '\t' || block[i] > '\r')) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
