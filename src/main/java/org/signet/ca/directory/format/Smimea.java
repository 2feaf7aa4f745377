package org.signet.ca.directory.format;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.directory.Entry;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;

/**
 * SMIMEA records (RFC 8162): where programs that ask the DNS find a certificate. Each is {@code 3 0 0}: this very certificate, whole,
 * since a hash can be encrypted to by nobody. What they find holds only below a signed zone.
 */
final class Smimea {
    /** Of SHA-256, so that the name's label is no longer than a label may be (§3). */
    private static final int HASH_OCTETS = 28;

    private static final int MOST_RECORDS = 15;
    /** Programs read long tokens in pieces; some have no room for one of 10,000 digits. */
    private static final int DIGITS = 128;

    private Smimea() {}

    /**
     * Names below which the records of an address stand. The hash knows no case, and the asking program must not change the one it has
     * (§3): so there is one for the address as it is, one for it in lower case.
     */
    static Set<String> owners(EmailAddress address) {
        return Stream.of(address.local(), address.local().toLowerCase(Locale.ROOT))
                .map(local -> label(local) + "._smimecert." + address.domain() + ".")
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of a dot-string in NFC, as an {@link EmailAddress} has it: there are neither quotes nor comments in it to be removed. */
    private static String label(String local) {
        byte[] hash = Providers.sha256(local.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, HASH_OCTETS);
    }

    /**
     * The records of somebody's addresses in these domains, each in one line without its end.
     *
     * @param ttl seconds
     */
    static Stream<String> records(Entry entry, Set<String> domains, int ttl) {
        List<Certificate> all = entry.parsed();
        return entry.addresses().stream()
                .filter(address -> domains.contains(address.domain()))
                .flatMap(address -> owners(address).stream()
                        .flatMap(owner -> naming(all, address).stream()
                                .limit(MOST_RECORDS)
                                .map(each -> owner + " " + ttl + " IN SMIMEA 3 0 0 " + digits(each))));
    }

    /** Those that name the address; all, if none does: its holder is the same. */
    private static List<Certificate> naming(List<Certificate> all, EmailAddress address) {
        List<Certificate> naming = all.stream()
                .filter(each ->
                        EmailAddress.searchKeys(each.content().addresses()).contains(address.searchKey()))
                .toList();
        return naming.isEmpty() ? all : naming;
    }

    private static String digits(Certificate certificate) {
        return certificate.der().hex().replaceAll("(.{" + DIGITS + "})(?=.)", "$1 ");
    }
}
