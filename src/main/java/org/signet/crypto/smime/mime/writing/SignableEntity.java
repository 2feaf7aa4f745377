package org.signet.crypto.smime.mime.writing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.crypto.smime.mime.TransferEncoding;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/**
 * The canonical form in which a message or a part is signed, enveloped or compressed (RFC 8551 §3.1): lines that end with CRLF, and
 * nothing that a transport has to change. Only transfer encodings change; what is canonical already comes out octet for octet
 * the same, and a multipart/signed within is left alone (RFC 1847 §2.1).
 */
public final class SignableEntity {
    private static final Outcome<WrittenEntity> TOO_DEEP = Outcome.refused(
            RefusalCode.TOO_LARGE,
            "The message has parts within parts more than " + Entity.MAX_DEPTH
                    + " deep; forward fewer messages within messages.");

    private SignableEntity() {}

    /**
     * Makes it of a whole message, of whose header only the {@code Content-} fields are taken, or of an entity.
     *
     * @param more fields that are to be signed beside, such as copies of the message's (RFC 9788)
     * @param parameters more parameters for the {@code Content-Type} of the root ({@code hp})
     */
    public static Outcome<WrittenEntity> of(StoredOctets source, List<HeaderField> more, Map<String, String> parameters)
            throws IOException {
        Outcome<Entity> parsed = Entity.parse(source);
        if (!parsed.isOk()) {
            return Outcome.refused(parsed.refusal());
        }
        Entity root = parsed.orThrow();
        List<HeaderField> fields = new ArrayList<>();
        if (!root.header().has("Content-Type")) {
            String charset = FormOfLeaf.guessedCharset(root);
            fields.add(FieldText.withParameters("Content-Type", "text/plain", Map.of("charset", charset)));
        }
        return entity(root, 0).map(whole -> {
            whole.fields().stream().filter(HeaderField::isContent).forEach(fields::add);
            fields.replaceAll(field -> field.is("Content-Type") ? FieldText.withMore(field, parameters) : field);
            more.stream().map(FieldText::mailSafe).forEach(fields::add);
            return new WrittenEntity(fields, whole.body());
        });
    }

    /** The same without more fields. */
    public static Outcome<WrittenEntity> of(StoredOctets source) throws IOException {
        return of(source, List.of(), Map.of());
    }

    private static Outcome<WrittenEntity> entity(Entity entity, int depth) throws IOException {
        if (depth > Entity.MAX_DEPTH) {
            return TOO_DEEP;
        }
        MediaType type = entity.mediaType();
        if (type.is("multipart/signed")) {
            return verbatim(entity);
        }
        if (type.isMultipart()) {
            return multipart(entity, depth);
        }
        if (type.isMessage() && !entity.encoding().encodes()) {
            return message(entity, depth);
        }
        return FormOfLeaf.of(entity).map(leaf -> withEncoding(entity, leaf.encoding(), leaf.body()));
    }

    private static Outcome<WrittenEntity> verbatim(Entity entity) throws IOException {
        return Outcome.ok(new WrittenEntity(safeFields(entity), FormOfLeaf.lines(entity.body())));
    }

    private static Outcome<WrittenEntity> message(Entity entity, int depth) throws IOException {
        if (BodySurvey.of(entity.body()).isSevenBit()) {
            return Outcome.ok(withEncoding(entity, TransferEncoding.SEVEN_BIT, FormOfLeaf.lines(entity.body())));
        }
        return inner(entity.message(), depth).map(written -> withEncoding(entity, TransferEncoding.SEVEN_BIT, written));
    }

    private static Outcome<WrittenEntity> multipart(Entity entity, int depth) throws IOException {
        CanonicalMultipart multipart = new CanonicalMultipart(part -> inner(part.entity(), depth));
        return multipart.of(entity).map(body -> withEncoding(entity, TransferEncoding.SEVEN_BIT, body));
    }

    /** An entity within another, as octets. */
    private static Outcome<Written> inner(Outcome<Entity> parsed, int depth) throws IOException {
        if (!parsed.isOk()) {
            return Outcome.refused(parsed.refusal());
        }
        Entity entity = parsed.orThrow();
        boolean headerAlone = entity.header().ending() == HeaderBlock.Ending.END_OF_INPUT;
        // A part may end with its header (RFC 2046 §5.1); an empty line that it does not have is not added.
        return entity(entity, depth + 1).map(whole -> headerAlone ? WrittenEntity.header(whole.fields()) : whole);
    }

    /** The entity's fields with another transfer encoding; where the old one means the same, they stay as they are. */
    private static WrittenEntity withEncoding(Entity entity, TransferEncoding encoding, Written body) {
        List<HeaderField> fields = new ArrayList<>();
        boolean same = entity.encoding() == encoding && !wronglyEncodedMultipart(entity);
        boolean written = same;
        for (HeaderField field : safeFields(entity)) {
            if (same || !field.is("Content-Transfer-Encoding")) {
                fields.add(field);
            } else if (!written) {
                fields.add(HeaderField.of(field.name(), encoding.token()));
                written = true;
            }
        }
        if (!written) {
            fields.add(HeaderField.of("Content-Transfer-Encoding", encoding.token()));
        }
        return new WrittenEntity(fields, body);
    }

    /** Its field says that it is encoded, and it is not ({@link Entity#parse}). */
    private static boolean wronglyEncodedMultipart(Entity entity) {
        return entity.mediaType().isMultipart()
                && entity.header()
                        .first("Content-Transfer-Encoding")
                        .map(field -> !TransferEncoding.parse(field.value()).equals(entity.encoding()))
                        .orElse(false);
    }

    private static List<HeaderField> safeFields(Entity entity) {
        return entity.header().fields().stream().map(FieldText::mailSafe).toList();
    }
}
