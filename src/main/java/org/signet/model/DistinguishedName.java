package org.signet.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A name as an ordered list of attributes, one per RDN, most general first as X.501 encodes it.
 *
 * @param attributes each with its type and value
 */
public record DistinguishedName(List<Attribute> attributes) {

    /** Attribute types that Signet writes (RFC 5280 §4.1.2.4, X.520). */
    public enum Type {
        COUNTRY("C"),
        ORGANIZATION("O"),
        ORGANIZATION_IDENTIFIER("organizationIdentifier"),
        GIVEN_NAME("givenName"),
        SURNAME("SN"),
        PSEUDONYM("pseudonym"),
        COMMON_NAME("CN");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public record Attribute(Type type, String value) {}

    public DistinguishedName {
        attributes = List.copyOf(attributes);
    }

    public static DistinguishedName of(Attribute... attributes) {
        return new DistinguishedName(List.of(attributes));
    }

    public static DistinguishedName commonName(String value) {
        return of(new Attribute(Type.COMMON_NAME, value));
    }

    @Override
    public String toString() {
        return attributes.stream().map(a -> a.type().label() + "=" + a.value()).collect(Collectors.joining(", "));
    }
}
