package org.signet.ca.directory.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.EmailAddress;
import org.signet.model.Printable;

/** LDIF (RFC 2849), ASCII with CRLF: what is not plain stands in base64, so that no value can end its line. */
final class Ldif {
    private static final int MAX_LINE = 76;
    /** A SAFE-STRING that does not end in a space; all else goes as base64 (RFC 2849 note 8). */
    private static final Pattern SAFE =
            Pattern.compile("([\\x21-\\x39\\x3b\\x3d-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?)?");

    private final Export.Lines lines;

    Ldif(Appendable out) {
        this.lines = new Export.Lines(out, "\r\n");
    }

    /**
     * An address book's entry. Its name is that which address books give their own: made of the person's, below nothing.
     *
     * @param chain the CAs above a certificate, itself first
     */
    static String person(Entry entry, Function<Usable, List<Certificate>> chain) {
        StringBuilder text = new StringBuilder();
        Ldif ldif = new Ldif(text);
        String name = Printable.of(entry.name().text());
        ldif.line("version", "1");
        ldif.line(
                "dn",
                "cn=" + escaped(name) + ",mail="
                        + escaped(entry.addresses().get(0).toString()));
        for (String type : List.of("top", "person", "organizationalPerson", "inetOrgPerson")) {
            ldif.line("objectClass", type);
        }
        ldif.line("cn", name);
        ldif.line("displayName", name);
        ldif.line("sn", Printable.of(entry.name().surname().orElse(name)));
        entry.name().givenName().ifPresent(given -> ldif.line("givenName", Printable.of(given)));
        entry.partner().ifPresent(company -> ldif.line("o", Printable.of(company)));
        for (EmailAddress address : entry.addresses()) {
            ldif.line("mail", address.toString());
        }
        for (Usable usable : entry.certificates()) {
            ldif.line("userCertificate;binary", usable.der().toArray());
        }
        for (Usable usable : entry.certificates()) {
            ldif.line("userSMIMECertificate;binary", pkcs7(chain.apply(usable)));
        }
        ldif.end();
        return text.toString();
    }

    static byte[] pkcs7(List<Certificate> chain) {
        return new CertificateBundle(chain).pkcs7().toArray();
    }

    void line(String attribute, String value) {
        if (SAFE.matcher(value).matches()) {
            folded(attribute + ": " + value);
        } else {
            line(attribute, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void line(String attribute, byte[] value) {
        folded(attribute + ":: " + Base64.getEncoder().encodeToString(value));
    }

    /** Ends the changes of one attribute. */
    void hyphen() {
        lines.line("-");
    }

    /** Ends a record. */
    void end() {
        lines.line("");
    }

    private void folded(String line) {
        int end = Math.min(line.length(), MAX_LINE);
        lines.line(line.substring(0, end));
        for (int from = end; from < line.length(); from = end) {
            end = Math.min(line.length(), from + MAX_LINE - 1);
            lines.line(" " + line.substring(from, end));
        }
    }

    /** A value in a distinguished name (RFC 4514 §2.4). */
    static String escaped(String value) {
        return value.replaceAll("[\"+,;<>\\\\=]|^[# ]| $", "\\\\$0");
    }
}
