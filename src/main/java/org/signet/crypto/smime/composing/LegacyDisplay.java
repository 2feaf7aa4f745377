package org.signet.crypto.smime.composing;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signet.crypto.smime.mime.BodyPart;
import org.signet.crypto.smime.mime.Disposition;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.Multipart;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * Shows hidden header fields at the top of the text too, for programs that do not know how to find them (RFC 9788 §5.2.2 to §5.2.4). Only in
 * the main body: what is attached stays as it is.
 */
final class LegacyDisplay {
    /** A longer text is left alone. */
    private static final int MAX_TEXT = 4 << 20;

    private static final Pattern BODY = Pattern.compile("<body\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final String MARK = "; hp-legacy-display=\"1\"";

    private final String lines;

    private LegacyDisplay(List<HeaderField> hidden) {
        this.lines =
                hidden.stream().map(field -> field.name() + ": " + field.text()).collect(Collectors.joining("\r\n"));
    }

    /** The same message with these fields shown. */
    static StoredOctets in(StoredOctets message, List<HeaderField> hidden) throws IOException {
        if (hidden.isEmpty()) {
            return message;
        }
        return new LegacyDisplay(hidden).in(message, 0);
    }

    private StoredOctets in(StoredOctets octets, int depth) throws IOException {
        Outcome<Entity> parsed = Entity.parse(octets);
        if (!parsed.isOk() || depth > Entity.MAX_DEPTH) {
            return octets;
        }
        Entity entity = parsed.orThrow();
        if (entity.disposition().filter(Disposition::isAttachment).isPresent()) {
            return octets;
        }
        if (entity.mediaType().isMultipart() && !entity.mediaType().is("multipart/signed")) {
            return inParts(entity, depth);
        }
        return entity.mediaType().is("text/plain") || entity.mediaType().is("text/html") ? inText(entity) : octets;
    }

    /** The first part; of alternatives all. */
    private StoredOctets inParts(Entity entity, int depth) throws IOException {
        List<BodyPart> parts = entity.parts().fold(Multipart::parts, refusal -> List.of());
        boolean all = entity.mediaType().is("multipart/alternative");
        long header = entity.header().bodyOffset();
        StoredOctets whole = entity.octets();
        StoredOctets result = whole.range(0, header);
        long done = 0;
        for (BodyPart part : all ? parts : parts.stream().limit(1).toList()) {
            result = joined(result, entity.body().range(done, part.from() - done));
            result = joined(result, in(part.octets(), depth + 1));
            done = part.from() + part.length();
        }
        return joined(result, entity.body().range(done, Long.MAX_VALUE));
    }

    private StoredOctets inText(Entity entity) throws IOException {
        String text = entity.decodedText(MAX_TEXT + 1);
        if (text.length() > MAX_TEXT) {
            return entity.octets();
        }
        String more = entity.mediaType().is("text/plain") ? lines + "\r\n\r\n" + text : inHtml(text);
        StringBuilder header = new StringBuilder();
        for (HeaderField field : entity.header().fields()) {
            String raw = new String(field.raw().toArray(), StandardCharsets.ISO_8859_1);
            if (field.is("Content-Type")) {
                header.append("Content-Type: ")
                        .append(entity.mediaType().essence())
                        .append("; charset=\"utf-8\"" + MARK + "\r\n");
            } else if (!field.is("Content-Transfer-Encoding")) {
                header.append(raw);
            }
        }
        if (!entity.header().has("Content-Type")) {
            header.append("Content-Type: text/plain; charset=\"utf-8\"" + MARK + "\r\n");
        }
        header.append("Content-Transfer-Encoding: 8bit\r\n\r\n");
        return joined(octets(header.toString(), StandardCharsets.ISO_8859_1), octets(more, StandardCharsets.UTF_8));
    }

    private String inHtml(String html) {
        String shown = lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String display = "<div class=\"header-protection-legacy-display\"><pre>" + shown + "</pre></div>\r\n";
        Matcher body = BODY.matcher(html);
        int at = body.find() ? body.end() : 0;
        return html.substring(0, at) + display + html.substring(at);
    }

    private static StoredOctets octets(String text, Charset charset) {
        return StoredOctets.of(Bytes.of(text.getBytes(charset)));
    }

    private static StoredOctets joined(StoredOctets first, StoredOctets second) {
        return () -> {
            InputStream one = first.open();
            try {
                return new SequenceInputStream(one, second.open());
            } catch (IOException | RuntimeException e) {
                one.close();
                throw e;
            }
        };
    }
}
