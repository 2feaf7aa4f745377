package org.signet.ca.directory.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;
import org.signet.model.Printable;

/** Somebody as a vCard in UTF-8, with a KEY for each certificate: address books that take one can encrypt to them. */
enum VCard {
    /** RFC 6350: a KEY is a data URI, here of PKCS#7 with the CAs above. */
    V4("4.0"),
    /** RFC 2426: a KEY is the certificate alone. */
    V3("3.0");

    /** Octets of a line without its end (RFC 6350 §3.2). */
    private static final int MAX_LINE = 75;

    private final String version;

    VCard(String version) {
        this.version = version;
    }

    /** @param chain the CAs above a certificate, itself first */
    String of(Entry entry, Function<Usable, List<Certificate>> chain) {
        StringBuilder card = new StringBuilder();
        line(card, "BEGIN:VCARD");
        line(card, "VERSION:" + version);
        line(card, "FN:" + text(entry.name().text()));
        line(card, "N:" + parts(entry.name()));
        entry.partner().ifPresent(company -> line(card, "ORG:" + text(company)));
        for (EmailAddress address : entry.addresses()) {
            line(card, (this == V3 ? "EMAIL;TYPE=INTERNET:" : "EMAIL:") + text(address.toString()));
        }
        for (Usable usable : entry.certificates()) {
            line(
                    card,
                    this == V3
                            ? "KEY;TYPE=X509;ENCODING=b:" + base64(usable.der().toArray())
                            : "KEY:data:application/pkcs7-mime;base64,"
                                    + base64(new CertificateBundle(chain.apply(usable))
                                            .pkcs7()
                                            .toArray()));
        }
        line(card, "END:VCARD");
        return card.toString();
    }

    /** Family name; given name; and three that we do not know (§6.2.2). */
    private static String parts(PersonName name) {
        String family =
                name.surname().or(name::pseudonym).orElse(name.givenName().isPresent() ? "" : name.text());
        return text(family) + ";" + text(name.givenName().orElse("")) + ";;;";
    }

    /** A text value (§3.4); no line break comes in by it. */
    private static String text(String hostile) {
        return Printable.of(hostile).replaceAll("[\\\\,;]", "\\\\$0");
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** Folds between characters, never inside one: a reader may decode each line by itself. */
    private static void line(StringBuilder card, String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            String character = Character.toString(content.codePointAt(i));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MAX_LINE) {
                card.append("\r\n ");
                octets = 1;
            }
            card.append(character);
            octets += length;
            i += character.length();
        }
        card.append("\r\n");
    }
}
