package org.signet.crypto.x509.revocation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.jcajce.PKIXExtendedParameters;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.RevocationStatus.Evidence;
import org.signet.crypto.x509.revocation.RevocationStatus.Good;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.crypto.x509.revocation.RevocationStatus.Undetermined;

/**
 * What CRLs say of a certificate whose path holds. The rules (RFC 5280 §6.3.3: scope, signer, reasons, indirect and delta CRLs)
 * are Bouncy Castle's; ours is which lists it gets to see, and to tell a revocation from a lack of knowledge.
 */
final class CrlJudgement {
    /** How far a CA's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final TrustedPath path;
    private final int place;
    private final Instant at;

    CrlJudgement(TrustedPath path, int place, Instant at) {
        this.path = path;
        this.place = place;
        this.at = at;
    }

    RevocationStatus of(Collection<StoredCrl> crls) {
        if (!target().content().validity().contains(at)) {
            return new Undetermined("It is outside of its validity, where CRLs need not list it any more.");
        }
        List<StoredCrl> fresh = crls.stream().filter(this::isFresh).toList();
        if (fresh.isEmpty()) {
            return new Undetermined(
                    crls.isEmpty()
                            ? "There is no CRL about it."
                            : "Every CRL about it is out of date, from the future, or not understood.");
        }
        try {
            return judge(newest(fresh));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return new Undetermined("A CRL about it cannot be read.");
        }
    }

    private Certificate target() {
        return path.certificates().get(place);
    }

    private boolean isFresh(StoredCrl crl) {
        return crl.isUnderstood()
                && !crl.thisUpdate().isAfter(at.plus(SKEW))
                && crl.nextUpdate().filter(at::isBefore).isPresent();
    }

    /** Without those that a newer one of the same scope replaces: of both, either could be believed first. */
    private List<StoredCrl> newest(List<StoredCrl> crls) throws IOException {
        List<StoredCrl> kept = new ArrayList<>();
        for (StoredCrl crl : crls) {
            boolean replaced = false;
            for (StoredCrl other : crls) {
                replaced |= other.thisUpdate().isAfter(crl.thisUpdate()) && sameScope(crl, other) && isGenuine(other);
            }
            if (!replaced) {
                kept.add(crl);
            }
        }
        return kept;
    }

    private static boolean sameScope(StoredCrl one, StoredCrl other) {
        return one.issuer().equals(other.issuer())
                && one.isDelta() == other.isDelta()
                && Objects.equals(
                        one.extension(Extension.issuingDistributionPoint).orElse(null),
                        other.extension(Extension.issuingDistributionPoint).orElse(null));
    }

    private boolean isGenuine(StoredCrl crl) throws IOException {
        return crl.signedBy(path.certificates().get(place + 1).content().publicKey());
    }

    /**
     * First the certificate below its issuer, whatever becomes of those above. A CRL that another key signs needs a path of its
     * own from the same anchor, so that the whole path is asked then, and every certificate of it must be good.
     */
    private RevocationStatus judge(List<StoredCrl> crls) throws GeneralSecurityException {
        RevocationStatus first = judge(crls, place + 1);
        int anchor = path.length();
        if (!(first instanceof Undetermined)
                || anchor == place + 1 && path.others().isEmpty()) {
            return first;
        }
        RevocationStatus second = judge(crls, anchor);
        return second instanceof Undetermined ? first : second;
    }

    private RevocationStatus judge(List<StoredCrl> crls, int anchor) throws GeneralSecurityException {
        Set<CrlEntry.Number> known = Stream.concat(path.certificates().stream(), path.others().stream())
                .map(CrlEntry.Number::of)
                .collect(Collectors.toSet());
        List<PlatformCrl> lists = crls.stream()
                .map(crl -> new PlatformCrl(crl, CrlEntry.Number.of(target()), known))
                .toList();
        try {
            validate(lists, anchor);
            return new Good(
                    evidence(lists.stream().filter(PlatformCrl::wasConsulted).toList()));
        } catch (CertPathValidatorException | UncheckedIOException e) {
            return lists.stream()
                    .filter(list ->
                            list.found().filter(entry -> !entry.removes()).isPresent())
                    .findFirst()
                    .<RevocationStatus>map(CrlJudgement::revoked)
                    .orElseGet(() -> new Undetermined(reason(e)));
        }
    }

    private static RevocationStatus revoked(PlatformCrl list) {
        CrlEntry entry = list.found().orElseThrow();
        return new Revoked(entry.at(), entry.reason(), entry.invalidity(), evidence(List.of(list)));
    }

    private static List<Evidence> evidence(List<PlatformCrl> lists) {
        return lists.stream()
                .map(PlatformCrl::crl)
                .map(crl -> new Evidence(Evidence.Kind.CRL, crl.url(), crl.thisUpdate(), crl.nextUpdate()))
                .toList();
    }

    /** The path holds already; what is new here is revocation. */
    private void validate(List<PlatformCrl> lists, int anchor) throws GeneralSecurityException {
        CertificateFactory factory = Providers.certificates();
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : path.certificates()) {
            certificates.add(platform(factory, certificate));
        }
        Set<Object> known = new LinkedHashSet<>(certificates);
        for (Certificate other : path.others()) {
            known.add(platform(factory, other));
        }
        known.addAll(lists);
        PKIXParameters basic = new PKIXParameters(Set.of(new TrustAnchor(certificates.get(anchor), null)));
        basic.addCertStore(Providers.collection(known));
        basic.setDate(Date.from(at));
        basic.setRevocationEnabled(true);
        Providers.pathValidator()
                .validate(
                        factory.generateCertPath(certificates.subList(place, anchor)),
                        new PKIXExtendedParameters.Builder(basic)
                                .setUseDeltasEnabled(true)
                                .build());
    }

    private static X509Certificate platform(CertificateFactory factory, Certificate certificate)
            throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(
                new ByteArrayInputStream(certificate.der().toArray()));
    }

    /** The first sentence of what Bouncy Castle says in the end. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = String.valueOf(root.getMessage()).replaceAll("\\.( .*)?$", "");
        return "CRLs do not settle it: " + said + ".";
    }
}
