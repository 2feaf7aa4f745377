package org.signet.edge.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.schema.Schema;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Entry;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.edge.ldap.Node.Held;
import org.signet.model.EmailAddress;

/**
 * What stands where: {@code o=COMPANY}, below it {@code ou=people} and {@code ou=partners}, and below these an inetOrgPerson (RFC 2798)
 * for each entry of the directory, named by its id.
 */
final class Tree {
    static final String SCHEMA_DN = "cn=schema";
    private static final String PEOPLE = "ou=people";
    private static final String PARTNERS = "ou=partners";
    /** Certificates of one person that are told with their chains. */
    private static final int CHAINS = 5;

    private final String company;
    private final Directory directory;
    private final boolean startTls;
    private final String rootDn;
    private final DN root;
    private final DN people;
    private final DN partners;
    private final Map<DN, Node> frame;

    /** @param company as certificates name it, in any characters */
    Tree(String company, Directory directory, boolean startTls) {
        this.company = company;
        this.directory = directory;
        this.startTls = startTls;
        this.rootDn = baseDn(company);
        this.root = dn(rootDn);
        this.people = dn(PEOPLE + "," + rootDn);
        this.partners = dn(PARTNERS + "," + rootDn);
        this.frame = framed();
    }

    /** The name of the whole tree (RFC 4514). */
    static String baseDn(String company) {
        return new DN(new RDN("o", company)).toString();
    }

    private static DN dn(String text) {
        try {
            return new DN(text);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    String rootDn() {
        return rootDn;
    }

    DN root() {
        return root;
    }

    DN people() {
        return people;
    }

    DN partners() {
        return partners;
    }

    /** What stands above the people. */
    Map<DN, Node> frame() {
        return frame;
    }

    private Map<DN, Node> framed() {
        Map<DN, Node> nodes = new LinkedHashMap<>();
        nodes.put(
                root,
                new Node(
                        rootDn,
                        List.of(
                                Held.of("objectClass", "top", "organization"),
                                Held.of("o", company),
                                Held.operational("hasSubordinates", "TRUE"),
                                Held.operational("subschemaSubentry", SCHEMA_DN))));
        nodes.put(people, unit("people", "Our own people"));
        nodes.put(partners, unit("partners", "People of other companies"));
        return nodes;
    }

    private Node unit(String name, String about) {
        return new Node(
                "ou=" + name + "," + rootDn,
                List.of(
                        Held.of("objectClass", "top", "organizationalUnit"),
                        Held.of("ou", name),
                        Held.of("description", about),
                        Held.operational("hasSubordinates", "TRUE"),
                        Held.operational("subschemaSubentry", SCHEMA_DN)));
    }

    /** What the server is (RFC 4512 §5.1); told whole to whoever asks for everything, as browsers do. */
    Node rootDse() {
        List<Held> held = new ArrayList<>(List.of(
                Held.of("objectClass", "top"),
                Held.of("namingContexts", rootDn),
                Held.of("defaultNamingContext", rootDn),
                Held.of("subschemaSubentry", SCHEMA_DN),
                Held.of("supportedLDAPVersion", "3"),
                Held.of("supportedControl", Paging.OID, Operations.MANAGE_DSA_IT),
                Held.of(
                        "supportedExtension",
                        startTls
                                ? List.of(
                                        StartTLSExtendedRequest.STARTTLS_REQUEST_OID,
                                        WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID)
                                : List.of(WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID)),
                // All operational attributes (RFC 3673), and the filters that are always true or false (RFC 4526).
                Held.of("supportedFeatures", "1.3.6.1.4.1.4203.1.5.1", "1.3.6.1.4.1.4203.1.5.3"),
                Held.of("vendorName", "Signet")));
        return new Node("", held);
    }

    /** The attributes and classes of the standards (RFC 4512 §4.2). */
    Node schema() {
        try {
            return new Node(
                    SCHEMA_DN,
                    Schema.getDefaultStandardSchema().getSchemaEntry().getAttributes().stream()
                            .map(attribute -> Held.of(attribute.getName(), attribute.getValues()))
                            .toList());
        } catch (LDAPException e) {
            throw new IllegalStateException("the schema that the library brings cannot be read", e);
        }
    }

    Node person(Entry entry) {
        String dn = "uid=" + entry.id() + "," + (entry.partner().isPresent() ? PARTNERS : PEOPLE) + "," + rootDn;
        String name = entry.name().text();
        List<Held> held = new ArrayList<>(List.of(
                Held.of("objectClass", FilterPlan.PERSON),
                Held.of("uid", entry.id()),
                Held.of("cn", name),
                // RFC 4519 wants one, and a name of one word or a pseudonym has none.
                Held.of("sn", entry.name().surname().orElse(name)),
                Held.of("displayName", name),
                Held.of("o", entry.partner().orElse(company)),
                new Held("mail", "mail", false, () -> mail(entry)),
                Held.binary(
                        "userCertificate",
                        () -> entry.certificates().stream()
                                .map(usable -> new ASN1OctetString(usable.der().toArray()))
                                .toList()),
                Held.binary("userSMIMECertificate", () -> chains(entry)),
                Held.operational("entryDN", dn),
                Held.operational("structuralObjectClass", "inetOrgPerson"),
                Held.operational("hasSubordinates", "FALSE"),
                Held.operational("subschemaSubentry", SCHEMA_DN)));
        entry.name().givenName().ifPresent(given -> held.add(Held.of("givenName", given)));
        return new Node(dn, held);
    }

    /** Every address as records have it, and in its own letters where its domain has others. */
    private static List<ASN1OctetString> mail(Entry entry) {
        return entry.addresses().stream()
                .flatMap(address -> Stream.of(address.toString(), inLetters(address)))
                .distinct()
                .map(ASN1OctetString::new)
                .toList();
    }

    private static String inLetters(EmailAddress address) {
        return address.domain().contains("xn--")
                ? address.local() + "@" + IDN.toUnicode(address.domain())
                : address.toString();
    }

    /** Each certificate with its CAs', as PKCS#7 (RFC 2798 §2.8); what it can read is told by the certificate. */
    private List<ASN1OctetString> chains(Entry entry) {
        return entry.certificates().stream()
                .limit(CHAINS)
                .map(usable -> new CertificateBundle(directory.chain(usable)).pkcs7())
                .map(pkcs7 -> new ASN1OctetString(pkcs7.toArray()))
                .toList();
    }
}
