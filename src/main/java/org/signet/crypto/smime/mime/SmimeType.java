package org.signet.crypto.smime.mime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which of S/MIME's forms an entity says it has (RFC 8551 §3.2, §3.5, §3.9). What it really is only its content tells: a reader
 * goes by that.
 */
public enum SmimeType {
    /** A {@code multipart/signed}: the first part is signed, the second is the signature. */
    MULTIPART_SIGNED("", false),
    SIGNED_DATA("signed-data", true),
    ENVELOPED_DATA("enveloped-data", true),
    AUTH_ENVELOPED_DATA("authEnveloped-data", true),
    COMPRESSED_DATA("compressed-data", true),
    CERTS_ONLY("certs-only", true),
    SIGNED_RECEIPT("signed-receipt", true),
    /** A signature whose content is elsewhere. */
    DETACHED_SIGNATURE("", true),
    /** CMS of a kind that is not told, or of one that is not known. */
    UNDECLARED("", true);

    private static final Set<String> MIME = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
    private static final Set<String> SIGNATURE = Set.of("application/pkcs7-signature", "application/x-pkcs7-signature");

    private final String parameter;
    private final boolean holdsCms;

    SmimeType(String parameter, boolean holdsCms) {
        this.parameter = parameter;
        this.holdsCms = holdsCms;
    }

    /** The value of {@code smime-type}; empty if there is none for it. */
    public String parameter() {
        return parameter;
    }

    /** Whether the entity's content is CMS; that of a multipart/signed has it in a part. */
    public boolean holdsCms() {
        return holdsCms;
    }

    /** What an entity says, none if it is no cryptographic part of S/MIME's. */
    public static Optional<SmimeType> of(Entity entity) {
        MediaType type = entity.mediaType();
        if (type.is("multipart/signed")) {
            return isSmimeSigned(type) ? Optional.of(MULTIPART_SIGNED) : Optional.empty();
        }
        if (SIGNATURE.contains(type.essence())) {
            return Optional.of(DETACHED_SIGNATURE);
        }
        if (MIME.contains(type.essence())) {
            return Optional.of(type.smimeType().map(SmimeType::named).orElse(UNDECLARED));
        }
        // RFC 8551 §3.9: gateways change the type to one they know, and the name is what is left. None hands on binary
        // octets
        // (RFC 3030 apart): such an entity is a file that somebody put in, whatever its name.
        return entity.encoding() == TransferEncoding.BINARY ? Optional.empty() : ofName(entity, type);
    }

    private static Optional<SmimeType> ofName(Entity entity, MediaType type) {
        return type.type().equals("application") || !type.declared()
                ? entity.fileName().flatMap(SmimeType::ofFileName)
                : Optional.empty();
    }

    private static boolean isSmimeSigned(MediaType type) {
        return type.protocol()
                .map(SIGNATURE::contains)
                .orElseGet(
                        () -> !type.micalg().orElse("").toLowerCase(Locale.ROOT).startsWith("pgp-"));
    }

    private static SmimeType named(String parameter) {
        return Arrays.stream(values())
                .filter(each -> !each.parameter.isEmpty() && each.parameter.equalsIgnoreCase(parameter.strip()))
                .findFirst()
                .orElse(UNDECLARED);
    }

    private static Optional<SmimeType> ofFileName(String name) {
        if (FileName.endsWith(name, ".p7m")) {
            return Optional.of(UNDECLARED);
        }
        if (FileName.endsWith(name, ".p7s")) {
            return Optional.of(DETACHED_SIGNATURE);
        }
        if (FileName.endsWith(name, ".p7c")) {
            return Optional.of(CERTS_ONLY);
        }
        return FileName.endsWith(name, ".p7z") ? Optional.of(COMPRESSED_DATA) : Optional.empty();
    }
}
