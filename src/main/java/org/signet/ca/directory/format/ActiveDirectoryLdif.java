package org.signet.ca.directory.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;

/**
 * Changes for {@code ldifde -i} or {@code ldapmodify}: {@code userSMIMECertificate} as PKCS#7 (RFC 2798 §2.8) and {@code userCertificate}
 * in DER, both replaced. LDIF finds nobody by mail: it has to be told the names.
 */
public final class ActiveDirectoryLdif implements Export {
    private final Ldif ldif;
    private final Chains chains;
    private final Map<String, String> names;
    private final IntConsumer without;
    private int count;

    /**
     * @param names the distinguished name of each person there, by the search key of an address
     * @param without told at the end how many people had no name in the table, and so are left out
     */
    public ActiveDirectoryLdif(Appendable out, Chains chains, Map<String, String> names, IntConsumer without) {
        this.ldif = new Ldif(out);
        this.chains = chains;
        this.names = names;
        this.without = without;
    }

    @Override
    public void begin() {
        ldif.line("version", "1");
        ldif.end();
    }

    @Override
    public void add(Entry entry) {
        Optional<String> name = entry.addresses().stream()
                .flatMap(address -> Optional.ofNullable(names.get(address.searchKey())).stream())
                .findFirst();
        if (name.isEmpty()) {
            count++;
            return;
        }
        ldif.line("dn", name.get());
        ldif.line("changetype", "modify");
        replace("userSMIMECertificate", Export.values(entry, usable -> Ldif.pkcs7(chains.apply(usable))));
        replace(
                "userCertificate",
                Export.values(entry, Usable::der).stream()
                        .map(der -> der.toArray())
                        .toList());
        ldif.end();
    }

    /** Without values it is taken away. */
    private void replace(String attribute, List<byte[]> values) {
        ldif.line("replace", attribute);
        values.forEach(value -> ldif.line(attribute, value));
        ldif.hyphen();
    }

    @Override
    public void end() {
        without.accept(count);
    }
}
