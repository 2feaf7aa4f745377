package org.signet.crypto.smime.mime.writing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.FileName;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.model.StoredOctets;

/**
 * A file as an entity, so that its name and type are protected with its content (RFC 8551 §3.1.2 lets it be binary).
 *
 * @param name made safe; none if the entity tells none
 */
public record FileEntity(Optional<String> name, MediaType mediaType, StoredOctets content) {

    /** The file in an entity. */
    public static FileEntity of(Entity entity) {
        return new FileEntity(entity.fileName(), entity.mediaType(), entity.content());
    }

    /**
     * The entity of a file. Of one that is S/MIME's itself the type is not told: a reader would open it in place of giving it out.
     *
     * @param name of which the base name is told, made safe
     * @param length how many octets the content has
     */
    public static WrittenEntity written(String name, MediaType type, StoredOctets content, long length) {
        MediaType told = type.essence().contains("pkcs7") ? MediaType.of("application/octet-stream") : type;
        String safe = FileName.safe(name).orElse("file");
        return new WrittenEntity(
                List.of(
                        FieldText.withParameters(
                                "Content-Type",
                                told.essence(),
                                told.parameters().byName()),
                        HeaderField.of("Content-Transfer-Encoding", "binary"),
                        FieldText.withParameters("Content-Disposition", "attachment", Map.of("filename", safe))),
                Written.of(content, length));
    }
}
