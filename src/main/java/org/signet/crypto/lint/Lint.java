package org.signet.crypto.lint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.Finding;
import org.signet.model.Severity;

/** The catalogue of rules, and their application to a certificate. */
public final class Lint {
    private static final List<LintRule> RULES = List.of(
            // the frame
            new Version3(),
            new SerialNumberForm(),
            new SignatureAlgorithmForm(),
            new SelfSignature(),
            new UniqueIdentifiers(),
            new DistinguishedEncoding(),
            new ExtensionEncoding(),
            new KnownCriticalExtensions(),
            new NeedlessCriticality(),
            new UnspecifiedExtension(),
            new DirectoryAttributes(),
            // time
            new ValidityEncoding(),
            new MailboxLifetime(),
            new ResponderLifetime(),
            // keys and what they are for
            new SubjectKeyStrength(),
            new PublicKeyEncoding(),
            new CaKeyFloor(),
            new CaKeySize(),
            new KeyUsagePresent(),
            new KeyUsageOfCa(),
            new KeyUsageOfMailbox(),
            new KeyUsageOfResponder(),
            new ExtendedKeyUsage(),
            new PurposesBeyondMail(),
            new OcspSigningOfCa(),
            new ResponderPurpose(),
            new ResponderNoCheck(),
            new NoCheckElsewhere(),
            new KeyIdentifiers(),
            // names
            new IssuerName(),
            new CaNames(),
            new SubjectText(),
            new SubjectEncoding(),
            new SubjectLengths(),
            new CountryName(),
            new OrganizationIdentifierForm(),
            new OrganizationIdentified(),
            new RegisterCountry(),
            new PlaceNames(),
            new PersonalNameOrPseudonym(),
            new MailboxNames(),
            new MailboxForm(),
            new MailboxCommonName(),
            new EmailInSubject(),
            new ResponderName(),
            // place in the hierarchy
            new BasicConstraintsForm(),
            new PathLength(),
            new NameConstraintForm(),
            new SubtreeBounds(),
            new DomainConstraints(),
            new PoliciesForm(),
            new PolicyOnce(),
            new PolicyQualifierForm(),
            new PolicyArcIsOurs(),
            new CrlDistribution(),
            new IssuerAccess());

    private Lint() {}

    public static List<LintRule> rules() {
        return RULES;
    }

    /**
     * Every finding of the rules that held when its validity began, in the order of the catalogue. A rule that cannot read an
     * extension reports that as its finding.
     */
    public static List<Finding> check(CertificateContent certificate) {
        CertificateKind kind = CertificateKind.of(certificate);
        Instant signed = certificate.validity().notBefore();
        List<Finding> findings = new ArrayList<>();
        for (LintRule rule : RULES) {
            if (rule.inForce(signed) && rule.appliesTo(certificate, kind)) {
                rule.finding(() -> rule.problem(certificate)).ifPresent(findings::add);
            }
        }
        return findings;
    }

    public static boolean hasError(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }
}
