package org.signet.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlStore;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.crypto.x509.PathValidation;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
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
        return check(source).map(path -> {
            Issuer issuer = known(source.certificate()).orElseGet(() -> adopt(source, path));
            Map<SerialNumber, CrlTemplate.Entry> revoked =
                    source.crl().content().revocations();
            Tally tally = new Tally(issuer, revoked);
            List<Certificate> batch = new ArrayList<>();
            for (Certificate certificate : issued) {
                batch.add(certificate);
                if (batch.size() == BATCH) {
                    record(batch, tally);
                    progress.accept(tally.seen());
                }
            }
            record(batch, tally);
            progress.accept(tally.seen());
            long number = goOn(issuer, source, tally);
            return new Report(issuer.id(), tally.imported, tally.known, tally.left, revoked.size(), number);
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

    /** The state of one import. */
    private static final class Tally {
        private final Issuer issuer;
        private final Map<SerialNumber, CrlTemplate.Entry> revoked;
        private final List<String> left = new ArrayList<>();
        private int imported;
        private int known;

        Tally(Issuer issuer, Map<SerialNumber, CrlTemplate.Entry> revoked) {
            this.issuer = issuer;
            this.revoked = revoked;
        }

        int seen() {
            return imported + known + left.size();
        }

        void leave(Certificate certificate, String why) {
            left.add(certificate.content().serialText() + " ("
                    + certificate.content().shortName() + "): " + why);
        }
    }

    private void record(List<Certificate> batch, Tally tally) {
        signet.transactions().durable(() -> {
            batch.forEach(certificate -> record(certificate, tally));
            return null;
        });
        batch.clear();
    }

    private void record(Certificate certificate, Tally tally) {
        certificate
                .content()
                .soundSerial()
                .run(
                        serial -> record(certificate, serial, tally),
                        refusal -> tally.leave(certificate, refusal.detail()));
    }

    private void record(Certificate certificate, SerialNumber serial, Tally tally) {
        List<EmailAddress> addresses = certificate.content().addresses();
        Optional<CertificateRecord> before = signet.certificates().find(serial);
        if (!certificate.signedBy(tally.issuer.certificate().content().publicKey())) {
            tally.leave(certificate, "not issued by this CA");
        } else if (before.isPresent()) {
            if (before.get().der().equals(certificate.der())) {
                tally.known++;
            } else {
                tally.leave(certificate, "another certificate has this serial number");
            }
        } else if (addresses.isEmpty()) {
            tally.leave(certificate, "names no mailbox");
        } else {
            insert(certificate, addresses, tally);
        }
    }

    private void insert(Certificate certificate, List<EmailAddress> addresses, Tally tally) {
        boolean known = addresses.stream()
                .anyMatch(address -> signet.people().find(address).isPresent());
        Optional<PersonName> name = known
                ? Optional.empty()
                : Optional.of(PersonName.ofDisplay(certificate.content().shortName()));
        signet.people()
                .vouchedFor(addresses, name, actor)
                .run(
                        person -> {
                            var content = certificate.content();
                            signet.certificates()
                                    .insert(new CertificateRecord(
                                            content.serial(),
                                            tally.issuer.id(),
                                            person.id(),
                                            content.shortName(),
                                            addresses,
                                            "imported",
                                            use(certificate),
                                            content.keyId(),
                                            content.validity(),
                                            certificate.der(),
                                            content.validity().notBefore(),
                                            new CertificateStatus.Active()));
                            Optional.ofNullable(tally.revoked.get(content.serial()))
                                    .ifPresent(entry -> signet.certificates()
                                            .setStatus(
                                                    content.serial(),
                                                    new CertificateStatus.Revoked(entry.at(), entry.reason()),
                                                    entry.at()));
                            tally.imported++;
                        },
                        refusal -> tally.leave(certificate, refusal.detail()));
    }

    private static KeyUse use(Certificate certificate) {
        boolean signs = certificate.signs();
        boolean encrypts = certificate.encrypts();
        return signs && encrypts ? KeyUse.BOTH : encrypts ? KeyUse.ENCRYPT : KeyUse.SIGN;
    }

    /** The revocations of what was not imported, the number to count on from, and a CRL of our own. */
    private long goOn(Issuer issuer, Source source, Tally tally) {
        signet.transactions().durable(() -> {
            List<CrlTemplate.Entry> others = tally.revoked.values().stream()
                    .filter(entry -> signet.certificates().find(entry.serial()).isEmpty())
                    .toList();
            crls.importFrom(
                    issuer.id(),
                    others,
                    source.crl().number().map(number -> number.longValueExact()).orElse(0L));
            signet.audit()
                    .append(
                            actor,
                            new AuditEvent.CaImported(
                                    issuer.id(), tally.imported, tally.left.size(), tally.revoked.size()));
            return null;
        });
        return signet.crls().publish(issuer, source.key(), actor).orThrow().number();
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }
}
