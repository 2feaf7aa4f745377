package org.signet.crypto.lint;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.signet.crypto.x509.CertificateContent;

/** The attributes of a subject, in the order of their encoding. */
final class SubjectAttributes {
    private SubjectAttributes() {}

    static List<AttributeTypeAndValue> of(CertificateContent certificate) {
        RDN[] names = certificate.asn1().getSubject().getRDNs();
        List<AttributeTypeAndValue> attributes = new ArrayList<>(names.length);
        for (RDN name : names) {
            attributes.addAll(List.of(name.getTypesAndValues()));
        }
        return attributes;
    }

    /** The text of an attribute; an {@link IllegalArgumentException} if it is no string. */
    static String text(AttributeTypeAndValue attribute) {
        if (attribute.getValue() instanceof ASN1String string) {
            return string.getString();
        }
        throw new IllegalArgumentException("no string");
    }
}
