package org.signet.crypto.x509;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.jcajce.PKIXExtendedBuilderParameters;
import org.bouncycastle.jcajce.PKIXExtendedParameters;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.MessageSignature;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.policy.Standing;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Builds and checks certification paths (RFC 5280 §6) with Bouncy Castle, delta CRLs included, and adds what that does not
 * look at: anchors and issuers that are no CAs, name constraints on internationalised mailboxes (RFC 9549 §4), weak
 * algorithms.
 */
public final class PathValidation {
    private static final int MAX_DEPTH = 10;
    private static final int MAX_CERTIFICATES = 100;

    private PathValidation() {}

    /**
     * Which policies the path must be valid for (RFC 5280 §6.1.1 c, e, f, g).
     *
     * @param initial dotted OIDs; {@code 2.5.29.32.0} for any
     */
    public record Policies(Set<String> initial, boolean explicit, boolean inhibitMapping, boolean inhibitAny) {
        public static final Policies ANY = new Policies(Set.of("2.5.29.32.0"), false, false, false);

        public Policies {
            initial = Set.copyOf(initial);
        }
    }

    /** Which algorithms and keys a path may be made of. */
    public enum Strength {
        /** What we would certify today. */
        TODAY,
        /** What is not weak today, whoever made it: to read messages of others. */
        SOUND,
        /** Whatever can be computed: to read what is old. */
        ANY
    }

    /**
     * What the path is built from and judged by.
     *
     * @param anchors trusted certificates
     * @param others certificates that may lie between
     * @param crls of every CA on the path, DER; empty to leave revocation out
     */
    public record Setting(
            Collection<Certificate> anchors,
            Collection<Certificate> others,
            Optional<Collection<Bytes>> crls,
            Instant at,
            Policies policies,
            Strength strength) {}

    /**
     * A path that was found to hold: only its makers say so. Whoever fetches what a stranger's certificate names asks for one,
     * since before that anybody could have written the certificate.
     */
    public static final class TrustedPath {
        private final List<Certificate> certificates;
        private final List<Certificate> others;

        private TrustedPath(List<Certificate> certificates, Collection<Certificate> others) {
            this.certificates = List.copyOf(certificates);
            this.others = List.copyOf(others);
        }

        /** The certificate first, its anchor last. */
        public List<Certificate> certificates() {
            return certificates;
        }

        /** Certificates that were given along with it and lie elsewhere: of signers of CRLs, perhaps. Not yet trusted. */
        public List<Certificate> others() {
            return others;
        }

        /** How many certificates it has below its anchor. */
        public int length() {
            return certificates.size() - 1;
        }
    }

    /** As {@link #path}, in a form that keeps the knowledge that it holds. */
    public static Outcome<TrustedPath> trusted(Certificate target, Setting setting) {
        return path(target, setting).map(path -> new TrustedPath(path, setting.others()));
    }

    /** The path from the certificate up to its anchor, both included; refused with the reason if there is none that holds. */
    public static Outcome<List<Certificate>> path(Certificate target, Setting setting) {
        if (setting.others().size() > MAX_CERTIFICATES) {
            return refused("more than " + MAX_CERTIFICATES + " certificates were given to choose from.");
        }
        Map<Bytes, Certificate> known = new HashMap<>();
        setting.anchors().forEach(certificate -> known.put(certificate.der(), certificate));
        setting.others().forEach(certificate -> known.put(certificate.der(), certificate));
        known.put(target.der(), target);
        try {
            return check(build(target, setting, known), setting);
        } catch (CertPathBuilderException e) {
            return refused(reason(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            return refused("a certificate of it is malformed.");
        }
    }

    private static List<Certificate> build(Certificate target, Setting setting, Map<Bytes, Certificate> known)
            throws GeneralSecurityException {
        CertificateFactory factory = Providers.certificates();
        Set<TrustAnchor> anchors = new HashSet<>();
        for (Certificate anchor : setting.anchors()) {
            anchors.add(new TrustAnchor(platform(factory, anchor), null));
        }
        X509Certificate leaf = platform(factory, target);
        if (setting.anchors().contains(target)) {
            return List.of(target);
        }
        X509CertSelector selector = new X509CertSelector();
        selector.setCertificate(leaf);
        PKIXBuilderParameters basic = new PKIXBuilderParameters(anchors, selector);
        basic.addCertStore(store(factory, setting, leaf));
        basic.setDate(Date.from(setting.at()));
        basic.setRevocationEnabled(setting.crls().isPresent());
        basic.setInitialPolicies(setting.policies().initial());
        basic.setExplicitPolicyRequired(setting.policies().explicit());
        basic.setPolicyMappingInhibited(setting.policies().inhibitMapping());
        basic.setAnyPolicyInhibited(setting.policies().inhibitAny());
        PKIXExtendedParameters extended = new PKIXExtendedParameters.Builder(basic)
                .setUseDeltasEnabled(true)
                .build();
        PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult) Providers.paths()
                .build(new PKIXExtendedBuilderParameters.Builder(extended)
                        .setMaxPathLength(MAX_DEPTH)
                        .build());
        List<Certificate> path = new ArrayList<>();
        for (java.security.cert.Certificate each : result.getCertPath().getCertificates()) {
            path.add(known.get(Bytes.of(each.getEncoded())));
        }
        path.add(known.get(Bytes.of(result.getTrustAnchor().getTrustedCert().getEncoded())));
        return path;
    }

    private static CertStore store(CertificateFactory factory, Setting setting, X509Certificate leaf)
            throws GeneralSecurityException {
        Set<Object> all = new LinkedHashSet<>();
        all.add(leaf);
        for (Certificate other : setting.others()) {
            all.add(platform(factory, other));
        }
        for (Bytes crl : setting.crls().orElse(List.of())) {
            all.add(factory.generateCRL(stream(crl)));
        }
        return Providers.collection(all);
    }

    private static X509Certificate platform(CertificateFactory factory, Certificate certificate)
            throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(stream(certificate.der()));
    }

    private static InputStream stream(Bytes octets) {
        return new ByteArrayInputStream(octets.toArray());
    }

    private static Outcome<List<Certificate>> check(List<Certificate> path, Setting setting) {
        Certificate anchor = path.get(path.size() - 1);
        Optional<String> problem =
                path.size() > 1 ? AnchorRules.problem(anchor, path.subList(0, path.size() - 1)) : Optional.empty();
        if (problem.isPresent()) {
            return refused(problem.get());
        }
        if (!anchor.content().validity().contains(setting.at())) {
            return refused("its anchor is not within its validity.");
        }
        if (path.stream().anyMatch(PathValidation::constrainsNothing)) {
            return refused("a certificate of it has name constraints that say nothing, or is no CA and has them.");
        }
        for (int i = path.size() - 1; i > 0; i--) {
            Optional<String> stray = MailConstraints.of(path.get(i)).stray(path.subList(0, i));
            if (stray.isPresent()) {
                return refused(stray.get() + " is outside the mail domains that its CA may certify.");
            }
        }
        return switch (setting.strength()) {
            case TODAY -> strong(path, KeyPolicy::objection);
            case SOUND -> strong(path, PathValidation::weakness);
            case ANY -> Outcome.ok(path);
        };
    }

    private static Optional<String> weakness(PublicKey key) {
        return KeyPolicy.standing(key) == Standing.SOUND
                ? Optional.empty()
                : Optional.of(KeyPolicy.name(key) + " can be broken today.");
    }

    private static boolean constrainsNothing(Certificate certificate) {
        return certificate
                .content()
                .extensionValue(Extension.nameConstraints)
                .map(NameConstraints::getInstance)
                .filter(constraints -> !certificate.content().isCa()
                        || constraints.getPermittedSubtrees() == null && constraints.getExcludedSubtrees() == null)
                .isPresent();
    }

    /** The anchor's own signature is trusted as it stands. */
    private static Outcome<List<Certificate>> strong(
            List<Certificate> path, Function<PublicKey, Optional<String>> objection) {
        for (Certificate certificate : path) {
            Optional<String> weak = objection.apply(certificate.content().publicKey());
            if (weak.isPresent()) {
                return refused("a key of it is weak: " + weak.get());
            }
        }
        for (Certificate certificate : path.subList(0, path.size() - 1)) {
            var content = certificate.content();
            if (SignatureScheme.ofOid(
                                    content.asn1().getSignature().getAlgorithm().getId())
                            .isEmpty()
                    && !isPss(content)) {
                return refused("a signature of it is made with a weak or unknown algorithm.");
            }
        }
        return Outcome.ok(path);
    }

    /** Others sign so; we do not. With SHA-1 it is as weak as SHA-1. */
    private static boolean isPss(CertificateContent content) {
        return MessageSignature.of(content.asn1().getSignature(), Optional.empty(), content.publicKey())
                .filter(signature -> signature.standing() != Standing.WORTHLESS
                        && signature
                                .digest()
                                .filter(d -> d.standing() == Standing.SOUND)
                                .isPresent())
                .isPresent();
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String first = String.valueOf(root.getMessage()).lines().findFirst().orElse("unknown reason");
        return first.endsWith(".") ? first : first + ".";
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.UNTRUSTED, "No certification path holds: " + why);
    }
}
