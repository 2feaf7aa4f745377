package org.signet.edge.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An entry of the tree, its values made only when they are asked for. */
record Node(String dn, List<Held> attributes) {
    static final String BINARY = ";binary";

    /** Other names of what entries hold (RFC 4519, RFC 4523, RFC 2798, RFC 4524), in lower case. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("2.5.4.0", "objectclass"),
            Map.entry("commonname", "cn"),
            Map.entry("2.5.4.3", "cn"),
            Map.entry("surname", "sn"),
            Map.entry("2.5.4.4", "sn"),
            Map.entry("gn", "givenname"),
            Map.entry("2.5.4.42", "givenname"),
            Map.entry("2.16.840.1.113730.3.1.241", "displayname"),
            Map.entry("organizationname", "o"),
            Map.entry("2.5.4.10", "o"),
            Map.entry("organizationalunitname", "ou"),
            Map.entry("2.5.4.11", "ou"),
            Map.entry("userid", "uid"),
            Map.entry("0.9.2342.19200300.100.1.1", "uid"),
            Map.entry("rfc822mailbox", "mail"),
            Map.entry("0.9.2342.19200300.100.1.3", "mail"),
            Map.entry("2.5.4.36", "usercertificate"),
            Map.entry("2.5.4.37", "cacertificate"),
            Map.entry("2.16.840.1.113730.3.1.40", "usersmimecertificate"));

    /**
     * An attribute of an entry.
     *
     * @param name as it is told, with {@code ;binary} where RFC 4522 wants it
     * @param key its name as {@link #key} makes it
     * @param operational whether it is told only if asked for by name or by {@code +} (RFC 3673)
     */
    record Held(String name, String key, boolean operational, Supplier<List<ASN1OctetString>> values) {
        static Held of(String name, List<String> values) {
            return new Held(
                    name,
                    Node.key(name),
                    false,
                    () -> values.stream().map(ASN1OctetString::new).toList());
        }

        static Held of(String name, String... values) {
            return of(name, List.of(values));
        }

        static Held operational(String name, String... values) {
            return new Held(
                    name,
                    Node.key(name),
                    true,
                    () -> Arrays.stream(values).map(ASN1OctetString::new).toList());
        }

        static Held binary(String name, Supplier<List<ASN1OctetString>> values) {
            return new Held(name + BINARY, Node.key(name), false, values);
        }
    }

    /** The name by which an attribute is compared: one for all its names, without options. */
    static String key(String description) {
        int options = description.indexOf(';');
        String name = (options < 0 ? description : description.substring(0, options)).toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(name, name);
    }

    Optional<Held> held(String key) {
        return attributes.stream()
                .filter(attribute -> attribute.key().equals(key))
                .findFirst();
    }

    /** The values as text; of what is binary, none. */
    List<String> texts(String key) {
        return held(key).filter(attribute -> !attribute.name().endsWith(BINARY)).stream()
                .flatMap(attribute -> attribute.values().get().stream())
                .map(ASN1OctetString::stringValue)
                .toList();
    }

    /**
     * What a search wants to be told of each entry (RFC 4511 §4.5.1.8).
     *
     * @param user whether all that is not operational
     * @param operational whether all that is
     * @param keys of those named
     */
    record Selection(boolean user, boolean operational, List<String> keys, boolean typesOnly) {
        static Selection of(List<String> asked, boolean typesOnly) {
            return new Selection(
                    asked.isEmpty() || asked.contains("*"),
                    asked.contains("+"),
                    asked.stream().map(Node::key).toList(),
                    typesOnly);
        }

        private boolean takes(Held attribute) {
            return (attribute.operational() ? operational : user) || keys.contains(attribute.key());
        }
    }

    SearchResultEntryProtocolOp told(Selection selection) {
        List<Attribute> told = new ArrayList<>();
        attributes.stream()
                .filter(selection::takes)
                .flatMap(held -> told(held, selection))
                .forEach(told::add);
        return new SearchResultEntryProtocolOp(dn, told);
    }

    private static Stream<Attribute> told(Held held, Selection selection) {
        if (selection.typesOnly()) {
            return Stream.of(new Attribute(held.name()));
        }
        ASN1OctetString[] values = held.values().get().toArray(ASN1OctetString[]::new);
        return values.length == 0 ? Stream.empty() : Stream.of(new Attribute(held.name(), values));
    }
}
