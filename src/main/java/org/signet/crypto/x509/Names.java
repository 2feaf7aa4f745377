package org.signet.crypto.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.signet.model.DistinguishedName;
import org.signet.model.DistinguishedName.Type;

/** Distinguished names to and from ASN.1: countryName as PrintableString, all else UTF8String (RFC 5280 §4.1.2.4). */
final class Names {
    private Names() {}

    static X500Name encode(DistinguishedName name) {
        return new X500Name(name.attributes().stream()
                .map(a -> new RDN(oid(a.type()), value(a)))
                .toArray(RDN[]::new));
    }

    /** The name, if {@link #encode} gives it back octet by octet. */
    static Optional<DistinguishedName> decode(X500Name name) {
        List<DistinguishedName.Attribute> attributes = new ArrayList<>();
        for (RDN rdn : name.getRDNs()) {
            Optional<Type> type = Arrays.stream(Type.values())
                    .filter(each -> oid(each).equals(rdn.getFirst().getType()))
                    .findFirst();
            if (type.isEmpty() || rdn.isMultiValued()) {
                return Optional.empty();
            }
            attributes.add(new DistinguishedName.Attribute(
                    type.get(), plain(rdn.getFirst().getValue())));
        }
        DistinguishedName decoded = new DistinguishedName(attributes);
        return same(encode(decoded), name) ? Optional.of(decoded) : Optional.empty();
    }

    /** {@link X500Name#equals} ignores case and string types. */
    private static boolean same(X500Name a, X500Name b) {
        try {
            return Arrays.equals(a.getEncoded(ASN1Encoding.DER), b.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ASN1Encodable value(DistinguishedName.Attribute attribute) {
        return attribute.type() == Type.COUNTRY
                ? new DERPrintableString(attribute.value(), true)
                : new DERUTF8String(attribute.value());
    }

    private static ASN1ObjectIdentifier oid(Type type) {
        return switch (type) {
            case COUNTRY -> BCStyle.C;
            case ORGANIZATION -> BCStyle.O;
            case ORGANIZATION_IDENTIFIER -> BCStyle.ORGANIZATION_IDENTIFIER;
            case GIVEN_NAME -> BCStyle.GIVENNAME;
            case SURNAME -> BCStyle.SURNAME;
            case PSEUDONYM -> BCStyle.PSEUDONYM;
            case COMMON_NAME -> BCStyle.CN;
        };
    }

    /** Names are read when they are asked for; an {@link IllegalArgumentException} if there is nothing to be read. */
    static void check(X500Name name) {
        for (RDN rdn : name.getRDNs()) {
            rdn.getTypesAndValues();
        }
    }

    /** The name as text in RFC 4514's escaping, but in the order of the encoding; for people only. */
    static String text(X500Name name) {
        List<String> parts = new ArrayList<>();
        for (RDN rdn : name.getRDNs()) {
            for (var pair : rdn.getTypesAndValues()) {
                String label = BCStyle.INSTANCE.oidToDisplayName(pair.getType());
                parts.add((label == null ? pair.getType().getId() : label) + "=" + escaped(pair.getValue()));
            }
        }
        return String.join(", ", parts);
    }

    /** The common name, or the whole name where there is none. */
    static String shortName(X500Name name) {
        return value(name, BCStyle.CN).orElseGet(() -> text(name));
    }

    /** The last value of that type, if there is one. */
    static Optional<String> value(X500Name name, ASN1ObjectIdentifier type) {
        return Arrays.stream(name.getRDNs(type))
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(pair -> pair.getType().equals(type))
                .reduce((earlier, later) -> later)
                .map(pair -> plain(pair.getValue()));
    }

    private static String plain(ASN1Encodable value) {
        try {
            return value instanceof ASN1String string ? string.getString() : escaped(value);
        } catch (IllegalArgumentException notUtf8) {
            return hexadecimal(value);
        }
    }

    private static String escaped(ASN1Encodable value) {
        try {
            return IETFUtils.valueToString(value);
        } catch (IllegalArgumentException notUtf8) {
            return hexadecimal(value);
        }
    }

    /** RFC 4514 §2.4: what cannot be shown as text is shown as its BER octets. */
    private static String hexadecimal(ASN1Encodable value) {
        try {
            return "#" + HexFormat.of().formatHex(value.toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
