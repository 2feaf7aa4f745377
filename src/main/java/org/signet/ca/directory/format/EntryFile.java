package org.signet.ca.directory.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;

/** The files as which somebody's certificates leave the directory. */
public enum EntryFile {
    /** Every certificate, best first (RFC 7468). */
    PEM("pem", "application/x-pem-file"),
    /** The best certificate alone. */
    DER("cer", "application/pkix-cert"),
    /** RFC 6350. */
    VCARD("vcf", "text/vcard"),
    /** The older one (RFC 2426), which more address books read. */
    VCARD3("vcf", "text/vcard"),
    /** Lines for a DNS zone (RFC 8162). */
    SMIMEA("zone", "text/plain"),
    /** An entry for an address book (RFC 2849). */
    LDIF("ldif", "text/plain");

    /** An hour: so long a revoked one is encrypted to. */
    public static final int TTL = 3600;

    private final String extension;
    private final String mediaType;

    EntryFile(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Of the file's name, without a dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** @param chain the CAs above a certificate of the entry, itself first */
    public byte[] of(Entry entry, Function<Usable, List<Certificate>> chain) {
        return switch (this) {
            case PEM ->
                entry.parsed().stream()
                        .map(Certificate::pem)
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.US_ASCII);
            case DER -> entry.certificates().get(0).der().toArray();
            case VCARD -> VCard.V4.of(entry, chain).getBytes(StandardCharsets.UTF_8);
            case VCARD3 -> VCard.V3.of(entry, chain).getBytes(StandardCharsets.UTF_8);
            case SMIMEA -> records(entry).getBytes(StandardCharsets.US_ASCII);
            case LDIF -> Ldif.person(entry, chain).getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static String records(Entry entry) {
        Set<String> domains =
                entry.addresses().stream().map(EmailAddress::domain).collect(Collectors.toSet());
        return Smimea.records(entry, domains, TTL).map(line -> line + "\n").collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
