package org.signet.crypto.lint;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Severity;

/** An extension that the Baseline Requirements do not name for such a certificate needs a reason. A critical one is worse, and
 * {@link KnownCriticalExtensions} says so. */
final class UnspecifiedExtension implements LintRule {
    /** Those with a rule of their own that says where they may stand are here too. */
    private static final Set<ASN1ObjectIdentifier> EVERYWHERE = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectKeyIdentifier,
            Extension.authorityKeyIdentifier,
            Extension.certificatePolicies,
            Extension.nameConstraints,
            Extension.subjectDirectoryAttributes,
            OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);

    private static final Set<ASN1ObjectIdentifier> STATUS =
            Set.of(Extension.cRLDistributionPoints, Extension.authorityInfoAccess);

    private static final Map<CertificateKind, Set<ASN1ObjectIdentifier>> NAMED = named();

    private static Map<CertificateKind, Set<ASN1ObjectIdentifier>> named() {
        Map<CertificateKind, Set<ASN1ObjectIdentifier>> named = new EnumMap<>(CertificateKind.class);
        named.put(CertificateKind.ROOT, Set.of());
        named.put(CertificateKind.ISSUING_CA, STATUS);
        named.put(CertificateKind.OCSP_RESPONDER, STATUS);
        Set<ASN1ObjectIdentifier> mailbox = new HashSet<>(STATUS);
        mailbox.add(Extension.subjectAlternativeName);
        mailbox.add(CertificateContent.SMIME_CAPABILITIES);
        mailbox.add(Extension.qCStatements);
        // Legal Entity Identifier and role; Adobe's time-stamp and revocation archive (S/MIME BR §7.1.2.3 l, m).
        mailbox.add(new ASN1ObjectIdentifier("1.3.6.1.4.1.52266.1"));
        mailbox.add(new ASN1ObjectIdentifier("1.3.6.1.4.1.52266.2"));
        mailbox.add(new ASN1ObjectIdentifier("1.2.840.113583.1.1.9.1"));
        mailbox.add(new ASN1ObjectIdentifier("1.2.840.113583.1.1.9.2"));
        named.put(CertificateKind.MAILBOX, mailbox);
        return named;
    }

    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.4";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        Extensions extensions = certificate.asn1().getExtensions();
        if (extensions == null) {
            return Optional.empty();
        }
        Set<ASN1ObjectIdentifier> named = NAMED.get(CertificateKind.of(certificate));
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            if (!EVERYWHERE.contains(oid)
                    && !named.contains(oid)
                    && !extensions.getExtension(oid).isCritical()) {
                return Optional.of("The extension " + oid + " is not foreseen in such a certificate.");
            }
        }
        return Optional.empty();
    }
}
