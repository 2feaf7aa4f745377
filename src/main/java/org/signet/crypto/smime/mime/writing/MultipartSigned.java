package org.signet.crypto.smime.mime.writing;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signet.crypto.smime.mime.SmimeType;
import org.signet.model.Bytes;

/** Clear signing (RFC 1847 §2.1, RFC 8551 §3.5.3): content that any program reads, and beside it the signature. */
public final class MultipartSigned {
    private static final String PREAMBLE = "This is a message with an S/MIME signature.\r\n";

    private MultipartSigned() {}

    /**
     * The entity of both.
     *
     * @param content the canonical entity whose octets are signed; they stand in it unchanged
     * @param micalg the digest, as RFC 8551 §3.5.3.2 spells it: {@code sha-256}
     * @param signature a SignedData without content, in DER
     * @param random what the boundary is drawn from
     */
    public static WrittenEntity of(Written content, String micalg, Bytes signature, SecureRandom random)
            throws IOException {
        String boundary = Boundary.notIn(content, random);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("protocol", "application/pkcs7-signature");
        parameters.put("micalg", micalg);
        parameters.put("boundary", boundary);
        return new WrittenEntity(
                List.of(FieldText.withParameters("Content-Type", "multipart/signed", parameters)),
                Written.joined(List.of(
                        Written.of(PREAMBLE + "\r\n--" + boundary + "\r\n"),
                        content,
                        Written.of("\r\n--" + boundary + "\r\n"),
                        CmsEntity.base64(SmimeType.DETACHED_SIGNATURE, Written.of(signature)),
                        Written.of("\r\n--" + boundary + "--\r\n"))));
    }
}
