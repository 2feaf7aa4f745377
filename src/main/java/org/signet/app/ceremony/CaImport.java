package org.signet.app.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlStore;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.crypto.x509.PathValidation;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;

/**
 * Takes over a CA that another program ran: its key, what it issued and what it revoked. Its CRLs go on, with higher
 * numbers, where they were; it issues nothing more. Begun again after an interruption, it goes on where it was.
 */
public final class CaImport {
    private static final int BATCH = 500;

    private final Signet signet;
    private final CrlStore crls;
    private final Actor actor;

    public CaImport(Signet signet, Actor actor) {
        this.signet = signet;
        this.crls = signet.crlStore();
        this.actor = actor;
    }

    /**
     * What is taken over.
     *
     * @param above the CAs above it up to the root; empty for a root
     * @param crlUrl where its certificates say that its CRL is, if anywhere
     */
    public record Source(
            SoftwareKey key, Certificate certificate, List<Certificate> above, Crl crl, Optional<String> crlUrl) {}

    /** What came of it; nothing of what was given is left out silently. */
    public record Report(String id, int imported, int known, List<String> left, int revocations, long crlNumber) {}

    /** Imports; each certificate that was left out is told with the reason. */
    public Outcome<Report> run(Source source, Iterable<Certificate> issued, Consumer<Integer> progress) {
        return signet.folder().alone(() -> imported(source, issued, progress));
    }

    private Outcome<Report> imported(Source source, Iterable<Certificate> issued, Consumer<Integer> progress) {
        return check(source).map(path -> {
            Issuer issuer = known(source.certificate()).orElseGet(() -> adopt(source, path));
            Map<SerialNumber, CrlTemplate.Entry> revoked =
                    source.crl().content().revocations();
            ImportedCertificates records = new ImportedCertificates(signet, issuer, revoked, actor);
            List<Certificate> batch = new ArrayList<>();
            for (Certificate certificate : issued) {
                batch.add(certificate);
                if (batch.size() == BATCH) {
                    record(batch, records);
                    progress.accept(records.seen());
                }
            }
            record(batch, records);
            progress.accept(records.seen());
            long number = goOn(issuer, source, records);
            return new Report(issuer.id(), records.imported(), records.known(), records.left(), revoked.size(), number);
        });
    }

    private Outcome<List<Certificate>> check(Source source) {
        Certificate ca = source.certificate();
        if (!ca.content().isCa() || !ca.mayCertify()) {
            return refused("The certificate is no CA's; give the one that signed the people's certificates.");
        }
        if (!ca.content().publicKey().equals(source.key().publicKey())) {
            return refused("The key does not belong to the certificate; give the two that belong together.");
        }
        if (!source.crl().signedBy(ca.content().publicKey())) {
            return refused("The CRL is not signed by this CA; give its own last one.");
        }
        if (!source.crl().names(ca)) {
            return refused(
                    "The CRL names another CA as its issuer, though the key is the same; give the last one of this"
                            + " CA.");
        }
        if (source.crl().number().filter(number -> number.bitLength() > 62).isPresent()) {
            return refused("The CRL's number is too large to count on from; publish one with a smaller number first.");
        }
        if (ca.signedBy(ca.content().publicKey())) {
            return Outcome.ok(List.of(ca));
        }
        List<Certificate> anchors = source.above().stream()
                .filter(each -> each.signedBy(each.content().publicKey()))
                .toList();
        return anchors.isEmpty()
                ? refused("The CAs above it are missing; give their certificates up to the root with --chain.")
                : PathValidation.path(
                        ca,
                        new PathValidation.Setting(
                                anchors,
                                source.above(),
                                Optional.empty(),
                                signet.clock().instant(),
                                PathValidation.Policies.ANY,
                                PathValidation.Strength.ANY));
    }

    private Optional<Issuer> known(Certificate certificate) {
        return signet.authority().issuers().stream()
                .filter(issuer -> issuer.certificate().equals(certificate))
                .findFirst();
    }

    private Issuer adopt(Source source, List<Certificate> path) {
        String id = signet.hierarchy().nextId("imported-", taken -> false);
        NewKey.of(signet.folder(), id, source.key(), signet.random()).keep(path);
        ExternalRoot.Above above = ExternalRoot.above(signet, path);
        Issuer issuer = Issuer.imported(
                signet.config().statusUrl(), id, above.nearest().orElse(id), source.certificate(), source.crlUrl());
        signet.hierarchy().adopt(above.unknownAnd(issuer), actor);
        return issuer;
    }

    private void record(List<Certificate> batch, ImportedCertificates records) {
        signet.transactions().durable(() -> {
            batch.forEach(records::record);
            return null;
        });
        batch.clear();
    }

    /** The revocations of what was not imported, the number to count on from, and a CRL of our own. */
    private long goOn(Issuer issuer, Source source, ImportedCertificates records) {
        signet.transactions().durable(() -> {
            records.recordOthers();
            crls.raise(
                    issuer.id(),
                    source.crl().number().map(number -> number.longValueExact()).orElse(0L));
            signet.audit()
                    .append(
                            actor,
                            new AuditEvent.CaImported(
                                    issuer.id(),
                                    records.imported(),
                                    records.left().size(),
                                    source.crl().content().revocations().size()));
            return null;
        });
        return signet.crls().publish(issuer, source.key(), actor).orThrow().number();
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }
}
