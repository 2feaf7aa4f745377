package org.signet.ca.directory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * A file by which certificates of others come: PEM, DER, PKCS#7, or vCards.
 *
 * @param people certificates of those who can be written to
 * @param authorities those of CAs that lie beside them
 */
public record ContactFile(List<Certificate> people, List<Certificate> authorities) {
    private static final int MOST = 1000;
    private static final Pattern PRIVATE_PEM = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----");
    /** INTEGER 0 to 3 as the first element, and a SEQUENCE behind it: PKCS#8 (RFC 5958), PKCS#1, and PKCS#12 (RFC 7292 §4). */
    private static final int INTEGER = 0x02;

    private static final int SEQUENCE = 0x30;
    private static final int HEAD = 20;
    /** A SEQUENCE whose identifier lies below 1.2.840.113549.1.5 or 1.2.840.113549.1.12.1. */
    private static final Pattern ENCRYPTION = Pattern.compile(
            "\\x30[^\\x80]\\x06[\\x09\\x0a]\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01(\\x05|\\x0c\\x01)", Pattern.DOTALL);

    public ContactFile {
        people = List.copyOf(people);
        authorities = List.copyOf(authorities);
    }

    /** People's certificates and CAs', told apart. */
    public static ContactFile of(Collection<Certificate> certificates) {
        Map<Boolean, List<Certificate>> byCa = certificates.stream()
                .distinct()
                .collect(Collectors.partitioningBy(each -> each.content().isCa()));
        return new ContactFile(byCa.get(false), byCa.get(true));
    }

    /** Refused if it holds a private key, or what cannot be read. */
    public static Outcome<ContactFile> parse(byte[] file) {
        if (holdsKey(file)) {
            return Outcome.refused(
                    RefusalCode.PRIVATE_KEY,
                    "It holds a private key, which must not leave its owner's machine. Nothing was kept; delete this"
                            + " file, and ask for the certificate alone (.cer, .pem, .p7b).");
        }
        return VCardFile.is(file)
                ? VCardFile.keys(file).then(ContactFile::ofKeys)
                : CertificateBundle.parse(file).then(bundle -> few(bundle.certificates()));
    }

    private static Outcome<ContactFile> ofKeys(List<byte[]> keys) {
        List<Certificate> all = new ArrayList<>();
        for (byte[] key : keys) {
            Outcome<ContactFile> read = parse(key);
            if (!read.isOk()) {
                return read;
            }
            all.addAll(read.orThrow().people());
            all.addAll(read.orThrow().authorities());
        }
        return few(all);
    }

    private static Outcome<ContactFile> few(List<Certificate> certificates) {
        return certificates.size() > MOST
                ? refused("It holds more than " + MOST + " certificates; add them in several files.")
                : Outcome.ok(of(certificates));
    }

    /** The CAs that a partner is to be believed by; refused if there is none. */
    public Outcome<List<Certificate>> anchors() {
        return authorities.isEmpty()
                ? refused("It holds no CA's certificate; add people's with `signet partner add`.")
                : Outcome.ok(authorities);
    }

    /** A text may begin with the digit that a SEQUENCE has for its tag: so both are looked for. */
    private static boolean holdsKey(byte[] file) {
        if (PRIVATE_PEM.matcher(new String(file, StandardCharsets.ISO_8859_1)).find()) {
            return true;
        }
        if (file.length < 2 || file[0] != SEQUENCE) {
            return false;
        }
        int first = 2 + (file[1] < 0 ? file[1] & 0x7f : 0);
        return file.length > first + 3 && file[first] == INTEGER && file[first + 1] == 1 && file[first + 2] <= 3
                || isEncryptedKey(file, first);
    }

    /** SEQUENCE of an algorithm below PKCS#5 or PKCS#12, and an OCTET STRING: EncryptedPrivateKeyInfo (RFC 5958 §3). */
    private static boolean isEncryptedKey(byte[] file, int first) {
        byte[] head = Arrays.copyOfRange(file, Math.min(first, file.length), Math.min(first + HEAD, file.length));
        return ENCRYPTION.matcher(new String(head, StandardCharsets.ISO_8859_1)).lookingAt();
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, why);
    }
}
