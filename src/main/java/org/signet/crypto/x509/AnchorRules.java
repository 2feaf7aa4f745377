package org.signet.crypto.x509;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * What an anchor's own certificate says of itself. RFC 5280 §6.1.1 d leaves that out, RFC 5937 takes it in: an anchor that is
 * no CA, cannot sign certificates, or is limited to some names, is so for us too.
 */
final class AnchorRules {
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.nameConstraints,
            Extension.certificatePolicies,
            Extension.policyMappings,
            Extension.policyConstraints,
            Extension.inhibitAnyPolicy,
            Extension.subjectAlternativeName);
    /** Names times constraints: more than any company has, less than would keep a machine busy. */
    private static final long MAX_COMPARISONS = 100_000;

    private AnchorRules() {}

    /** What is wrong with this anchor for the certificates below it, as the end of a sentence. */
    static Optional<String> problem(Certificate anchor, List<Certificate> below) {
        CertificateContent content = anchor.content();
        if (content.asn1().getVersionNumber() == 3 && !content.isCa()) {
            return Optional.of("its anchor is no CA.");
        }
        Optional<KeyUsage> usage = content.extensionValue(Extension.keyUsage)
                .map(value -> KeyUsage.getInstance(ASN1BitString.getInstance(value)));
        if (usage.isPresent() && !usage.get().hasUsages(KeyUsage.keyCertSign)) {
            return Optional.of("its anchor's key may not sign certificates.");
        }
        Extensions extensions = content.asn1().getExtensions();
        if (extensions != null && !KNOWN.containsAll(List.of(extensions.getCriticalExtensionOIDs()))) {
            return Optional.of("its anchor has a critical extension that is not known.");
        }
        return content.extensionValue(Extension.nameConstraints)
                .map(NameConstraints::getInstance)
                .flatMap(constraints -> stray(constraints, below));
    }

    private static Optional<String> stray(NameConstraints constraints, List<Certificate> below) {
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        GeneralSubtree[] permitted = or(constraints.getPermittedSubtrees());
        GeneralSubtree[] excluded = or(constraints.getExcludedSubtrees());
        long names = below.stream().mapToLong(each -> names(each).length).sum();
        if (names * (permitted.length + excluded.length) > MAX_COMPARISONS) {
            return Optional.of("it has too many names and constraints to compare.");
        }
        try {
            if (permitted.length > 0) {
                validator.intersectPermittedSubtree(permitted);
            }
            for (GeneralSubtree subtree : excluded) {
                validator.addExcludedSubtree(subtree);
            }
            for (int i = 0; i < below.size(); i++) {
                check(validator, below.get(i), i == 0);
            }
            return Optional.empty();
        } catch (NameConstraintValidatorException | RuntimeException e) {
            return Optional.of("a name is outside those that its anchor may certify.");
        }
    }

    /** Self-issued certificates are spared, save the last of the path (RFC 5280 §6.1.3 b). */
    private static void check(PKIXNameConstraintValidator validator, Certificate certificate, boolean last)
            throws NameConstraintValidatorException {
        X500Name subject = certificate.content().asn1().getSubject();
        if (!last && subject.equals(certificate.content().asn1().getIssuer())) {
            return;
        }
        if (subject.getRDNs().length > 0) {
            validator.checkPermittedDN(subject);
            validator.checkExcludedDN(subject);
        }
        for (GeneralName name : names(certificate)) {
            validator.checkPermitted(name);
            validator.checkExcluded(name);
        }
    }

    private static GeneralName[] names(Certificate certificate) {
        return certificate
                .content()
                .extensionValue(Extension.subjectAlternativeName)
                .map(value -> GeneralNames.getInstance(value).getNames())
                .orElse(new GeneralName[0]);
    }

    private static GeneralSubtree[] or(GeneralSubtree[] subtrees) {
        return subtrees == null ? new GeneralSubtree[0] : subtrees;
    }
}
