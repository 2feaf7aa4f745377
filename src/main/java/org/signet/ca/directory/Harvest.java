package org.signet.ca.directory;

import java.time.Clock;
import java.util.List;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.directory.HarvestStore.Harvested;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;

/**
 * Takes certificates of others in that came with mail whose signature, trust and sender were good, so that they can be written to.
 * Nothing here makes them trusted: they are checked again whenever somebody encrypts.
 */
public final class Harvest {
    private static final int MAX_SOURCE = 400;
    private static final int MAX_ISSUERS = 10;

    private final HarvestStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    public Harvest(HarvestStore store, Transactions transactions, AuditLog audit, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps a certificate that can be encrypted to.
     *
     * @param enclosed what came along, certificates of its CAs among them
     * @param source the message that it came with
     */
    public Outcome<Certificate> take(Certificate certificate, List<Certificate> enclosed, String source, Actor actor) {
        List<EmailAddress> addresses = certificate.content().addresses();
        if (addresses.isEmpty()
                || !certificate.encrypts()
                || certificate.content().isCa()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The signer's certificate names no address, or is not for encryption; it was not kept.");
        }
        String from = Printable.of(source, MAX_SOURCE - 1);
        List<Certificate> issuers = enclosed.stream()
                .filter(each -> each.content().isCa())
                .limit(MAX_ISSUERS)
                .toList();
        return transactions.attempt(() -> {
            store.save(new Harvested(certificate, issuers, from, clock.instant()));
            audit.append(
                    actor,
                    new AuditEvent.CertificateHarvested(certificate.sha256().hex(), addresses.get(0), from));
            return certificate;
        });
    }

    /** Certificates of CAs that came with those for that address. Not yet checked. */
    public List<Certificate> issuers(EmailAddress address) {
        return store.find(address).stream()
                .flatMap(harvested -> harvested.issuers().stream())
                .distinct()
                .toList();
    }

    /** Certificates of others for that address, the one seen last first. Not yet checked. */
    public List<Certificate> find(EmailAddress address) {
        return store.find(address).stream().map(Harvested::certificate).toList();
    }
}
