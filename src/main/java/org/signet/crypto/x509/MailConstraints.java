package org.signet.crypto.x509;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * A CA's name constraints on mailboxes (RFC 5280 §4.2.1.10), which bind rfc822Name, SmtpUTF8Mailbox in the A-label form of
 * its domain (RFC 9549 §4) and an emailAddress in the subject alike. A base {@code example.com} is that host alone,
 * {@code .example.com} its sub-domains alone, {@code a@example.com} one mailbox.
 *
 * @param subjects whether there are constraints on directory names too, which are not read here
 */
record MailConstraints(List<String> permitted, List<String> excluded, boolean subjects) {

    static MailConstraints of(Certificate ca) {
        Optional<NameConstraints> constraints =
                ca.content().extensionValue(Extension.nameConstraints).map(NameConstraints::getInstance);
        return new MailConstraints(
                constraints
                        .map(NameConstraints::getPermittedSubtrees)
                        .map(MailConstraints::bases)
                        .orElse(List.of()),
                constraints
                        .map(NameConstraints::getExcludedSubtrees)
                        .map(MailConstraints::bases)
                        .orElse(List.of()),
                constraints.filter(MailConstraints::bindSubjects).isPresent());
    }

    private static boolean bindSubjects(NameConstraints constraints) {
        return Stream.of(constraints.getPermittedSubtrees(), constraints.getExcludedSubtrees())
                .filter(Objects::nonNull)
                .flatMap(Stream::of)
                .anyMatch(subtree -> subtree.getBase().getTagNo() == GeneralName.directoryName);
    }

    private static List<String> bases(GeneralSubtree[] subtrees) {
        List<String> bases = new ArrayList<>();
        for (GeneralSubtree subtree : subtrees) {
            if (subtree.getBase().getTagNo() == GeneralName.rfc822Name) {
                bases.add(ASN1IA5String.getInstance(subtree.getBase().getName()).getString());
            }
        }
        return List.copyOf(bases);
    }

    /** A mailbox of those certificates that this CA may not certify. */
    Optional<String> stray(List<Certificate> below) {
        if (permitted.isEmpty() && excluded.isEmpty()) {
            return Optional.empty();
        }
        return below.stream()
                .flatMap(certificate -> mailboxes(certificate).stream())
                .filter(mailbox -> !allows(mailbox))
                .findFirst();
    }

    private static List<String> mailboxes(Certificate certificate) {
        List<String> mailboxes = new ArrayList<>(certificate.content().mailboxes());
        for (RDN rdn : certificate.content().asn1().getSubject().getRDNs()) {
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                if (attribute.getType().equals(BCStyle.EmailAddress)
                        && attribute.getValue() instanceof ASN1String text) {
                    mailboxes.add(text.getString());
                }
            }
        }
        return mailboxes;
    }

    boolean allows(String mailbox) {
        int at = mailbox.lastIndexOf('@');
        if (at < 0) {
            return false;
        }
        String local = mailbox.substring(0, at);
        Optional<String> domain = aLabels(mailbox.substring(at + 1));
        return domain.isPresent()
                && (permitted.isEmpty() || permitted.stream().anyMatch(base -> within(local, domain.get(), base)))
                && excluded.stream().noneMatch(base -> within(local, domain.get(), base));
    }

    private static boolean within(String local, String domain, String base) {
        int at = base.lastIndexOf('@');
        if (at >= 0) {
            return base.substring(0, at).equals(local) && base.substring(at + 1).equalsIgnoreCase(domain);
        }
        String lower = base.toLowerCase(Locale.ROOT);
        return lower.startsWith(".") ? domain.endsWith(lower) : domain.equals(lower);
    }

    /** The domain as lower-case A-labels; empty if it is none. */
    private static Optional<String> aLabels(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
