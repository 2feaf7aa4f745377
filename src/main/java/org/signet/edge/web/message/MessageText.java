package org.signet.edge.web.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.mime.BodyPart;
import org.signet.crypto.smime.mime.Disposition;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.Multipart;
import org.signet.crypto.smime.reading.Payload;
import org.signet.model.StoredOctets;

/**
 * The content of a message for its reader: its text, and the files that came with it. HTML is turned into text; nothing in it is run or
 * loaded.
 *
 * @param text hostile text
 * @param wasHtml whether it was HTML before
 * @param cut whether it is longer than what is shown
 */
public record MessageText(String text, boolean wasHtml, boolean cut, List<Attachment> attachments) {
    private static final int MOST = 1 << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ATTACHMENTS = 100;

    public MessageText {
        attachments = List.copyOf(attachments);
    }

    /** A file that came along. */
    public record Attachment(String name, String mediaType, StoredOctets content) {}

    /** Of a message that stays closed. */
    public static MessageText nothing() {
        return new MessageText("", false, false, List.of());
    }

    /**
     * Reads it.
     *
     * @param encrypted whether it was encrypted: only then is a copy of hidden header fields at its top left out (RFC 9788 §4.5.3)
     */
    public static MessageText of(Payload payload, boolean encrypted) throws IOException {
        if (payload.entity().isEmpty()) {
            return plain(new String(payload.octets().head(MOST + 1), StandardCharsets.UTF_8), false, List.of());
        }
        Finding finding = new Finding(encrypted);
        finding.in(payload.entity().get(), 0);
        String html = finding.html == null ? "" : HtmlText.of(finding.html, finding.htmlDisplay);
        return finding.plain != null || finding.html == null
                ? plain(finding.plain == null ? "" : finding.plain, false, finding.attachments)
                : plain(html, true, finding.attachments);
    }

    private static MessageText plain(String text, boolean html, List<Attachment> attachments) {
        boolean cut = text.length() > MOST;
        return new MessageText(cut ? text.substring(0, MOST) : text, html, cut, attachments);
    }

    /** The way through the parts. */
    private static final class Finding {
        private final boolean encrypted;
        private final List<Attachment> attachments = new ArrayList<>();
        private String plain;
        private String html;
        private boolean htmlDisplay;

        Finding(boolean encrypted) {
            this.encrypted = encrypted;
        }

        void in(Entity entity, int depth) throws IOException {
            if (depth > MAX_DEPTH) {
                return;
            }
            if (entity.mediaType().isMultipart()) {
                for (BodyPart part : entity.parts().fold(Multipart::parts, refusal -> List.<BodyPart>of())) {
                    Optional<Entity> child = part.entity().fold(Optional::of, refusal -> Optional.empty());
                    if (child.isPresent()) {
                        in(child.get(), depth + 1);
                    }
                }
                return;
            }
            boolean attached =
                    entity.disposition().filter(Disposition::isAttachment).isPresent();
            if (!attached && entity.mediaType().is("text/plain") && plain == null) {
                plain = text(entity);
            } else if (!attached && entity.mediaType().is("text/html") && html == null) {
                html = entity.decodedText(MOST + 1);
                htmlDisplay = hasDisplay(entity);
            } else if (attachments.size() < MAX_ATTACHMENTS) {
                attachments.add(new Attachment(
                        entity.fileName().orElse("file-" + (attachments.size() + 1)),
                        entity.mediaType().essence(),
                        entity.content()));
            }
        }

        /** Outside of encryption anybody could hide a first paragraph so. */
        private boolean hasDisplay(Entity entity) {
            return encrypted
                    && entity.mediaType()
                            .parameters()
                            .value("hp-legacy-display")
                            .filter("1"::equals)
                            .isPresent();
        }

        private String text(Entity entity) throws IOException {
            String text = entity.decodedText(MOST + 1);
            String[] parts = hasDisplay(entity) ? text.split("\\r?\\n\\r?\\n", 2) : new String[0];
            return parts.length == 2 ? parts[1] : text;
        }
    }
}
