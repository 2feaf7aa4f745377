package org.signet.crypto.smime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.writing.Signing;
import org.signet.model.Bytes;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** Messages and their parts as text with the line ends of mail, one character for one octet. */
public final class Mail {
    public static final String TEXT = "Content-Type: text/plain\r\n\r\nHello,\r\n\r\nI am Ada.\r\n";

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

    private Mail() {}

    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** A message from that address, with these fields besides. */
    public static String from(String from, String entity, String... fields) {
        return "From: " + from + "\r\nTo: bob@example.com\r\nSubject: Tea\r\n"
                + "Date: Wed, 25 Nov 2026 12:00:00 +0000\r\n"
                + String.join(
                        "", Arrays.stream(fields).map(field -> field + "\r\n").toList())
                + "MIME-Version: 1.0\r\n" + entity;
    }

    public static String fromAda(String entity) {
        return from("Ada <ada@example.com>", entity);
    }

    public static StoredOctets stored(String message) {
        return StoredOctets.of(Bytes.of(octets(message)));
    }

    private static byte[] signature(String entity, Signing signing) {
        try {
            return signing.detached(CmsType.DATA, SizedOctets.of(octets(entity)), List.of())
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String signed(String entity, Person by) {
        return signed(entity, by.signing());
    }

    public static String signed(String entity, Signing signing) {
        return signed(entity, signature(entity, signing));
    }

    /** A multipart/signed of the two, be the one a signature of the other or not. */
    public static String signed(String entity, byte[] signature) {
        String boundary = "b" + Integer.toHexString(entity.hashCode());
        return "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n"
                + " micalg=sha-256; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n" + entity + "\r\n--"
                + boundary + "\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(signature) + "\r\n--" + boundary + "--\r\n";
    }

    private static String base64(byte[] octets) {
        return text(BASE64.encode(octets));
    }

    /** The same with a further part behind the signature. */
    public static String withPart(String multipart, String part) {
        String boundary = multipart.replaceAll("(?s).*\r\n--(.*)--\r\n", "$1");
        int end = multipart.lastIndexOf("--" + boundary + "--");
        return multipart.substring(0, end) + "--" + boundary + "\r\n" + part + "\r\n" + multipart.substring(end);
    }

    public static String opaque(String entity, Person by) {
        try {
            return cms(
                    "signed-data",
                    by.signing()
                            .attached(CmsType.DATA, SizedOctets.of(octets(entity)), List.of())
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String encrypted(String entity, ContentCipher cipher, Person... to) {
        return cms(
                cipher.isAuthenticated() ? "authEnveloped-data" : "enveloped-data",
                EnvelopeForge.encrypt(octets(entity), cipher, KeyTransport.PKCS1, to));
    }

    public static String cms(String smimeType, byte[] cms) {
        return part("application/pkcs7-mime; smime-type=" + smimeType + "; name=smime.p7m", cms);
    }

    /** A part in base64. */
    public static String part(String contentType, byte[] octets) {
        return "Content-Type: " + contentType + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(octets)
                + "\r\n";
    }

    public static String mixed(String... parts) {
        StringBuilder all = new StringBuilder("Content-Type: multipart/mixed; boundary=mixed\r\n\r\n");
        for (String part : parts) {
            all.append("--mixed\r\n").append(part).append("\r\n");
        }
        return all.append("--mixed--\r\n").toString();
    }

    public static String html(String text) {
        return "Content-Type: text/html\r\n\r\n" + text;
    }
}
