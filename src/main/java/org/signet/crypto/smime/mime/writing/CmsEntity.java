package org.signet.crypto.smime.mime.writing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.crypto.smime.mime.SmimeType;

/**
 * The entity around CMS: {@code application/pkcs7-mime} (RFC 8551 §3.2), or {@code application/pkcs7-signature} around a
 * signature whose content is elsewhere (§3.5.3.1).
 */
public final class CmsEntity {
    private CmsEntity() {}

    /** In base64, for mail. */
    public static WrittenEntity base64(SmimeType type, Written cms) {
        return new WrittenEntity(fields(type, "base64"), Written.base64(cms));
    }

    /** As it is: for what is put into CMS again, where no transport comes near (RFC 8551 §3.1.2). */
    public static WrittenEntity binary(SmimeType type, Written cms) {
        return new WrittenEntity(fields(type, "binary"), cms);
    }

    private static List<HeaderField> fields(SmimeType type, String encoding) {
        String name = fileName(type);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!type.parameter().isEmpty()) {
            parameters.put("smime-type", type.parameter());
        }
        parameters.put("name", name);
        String essence = type == SmimeType.DETACHED_SIGNATURE ? "pkcs7-signature" : "pkcs7-mime";
        return List.of(
                FieldText.withParameters("Content-Type", "application/" + essence, parameters),
                HeaderField.of("Content-Transfer-Encoding", encoding),
                FieldText.withParameters("Content-Disposition", "attachment", Map.of("filename", name)));
    }

    /** RFC 8551 §3.2.1. */
    private static String fileName(SmimeType type) {
        return switch (type) {
            case MULTIPART_SIGNED -> throw new IllegalArgumentException("a multipart/signed is no CMS");
            case DETACHED_SIGNATURE -> "smime.p7s";
            case COMPRESSED_DATA -> "smime.p7z";
            case CERTS_ONLY -> "smime.p7c";
            default -> "smime.p7m";
        };
    }
}
