package org.signet.ca.directory;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.store.SearchKey;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Certificates by what they say, as RFC 4387 asks: those that the directory tells, and our CAs'. What names one certificate or one address
 * is answered to everybody; what would list people is for those alone who may read the directory.
 */
public final class CertificateSearch {
    /** More are not told: whoever wants all of them asks for less at once. */
    private static final int MOST = 100;
    /** Thousands of certificates in which new ones come: each process has one of its own. */
    private static final long RECENT = 200;

    /** Thousands in one minute: a few percent of a core, so that who issues at full speed hardly notices. */
    private static final int AT_ONCE = 10;

    private final Directory directory;
    private final HashStore store;
    private final Issuers issuers;
    private final Transactions transactions;
    private final Clock clock;

    public CertificateSearch(
            Directory directory, HashStore store, Issuers issuers, Transactions transactions, Clock clock) {
        this.directory = directory;
        this.store = store;
        this.issuers = issuers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** In DER, best first; empty if there is none. */
    public List<Bytes> find(EmailAddress address) {
        return directory
                .find(address)
                .map(entry ->
                        entry.certificates().stream().map(Entry.Usable::der).toList())
                .orElse(List.of());
    }

    /**
     * Those of which that hash is the key, in DER, CAs' first.
     *
     * @param mayList whether who asks may read the whole directory
     */
    public Outcome<List<Bytes>> find(SearchKey key, Bytes hash, boolean mayList) {
        Stream<Bytes> authorities = authorities()
                .filter(each -> key.of(each).filter(hash::equals).isPresent())
                .map(Certificate::der);
        boolean lists = key == SearchKey.NAME || key == SearchKey.ISSUER;
        Stream<Bytes> people = lists && !mayList ? Stream.of() : people(key, hash);
        List<Bytes> found = Stream.concat(authorities, people).distinct().toList();
        if (found.isEmpty() && lists && !mayList) {
            return Outcome.refused(
                    RefusalCode.NOT_ALLOWED,
                    "By " + key.attribute()
                            + " only CAs' certificates are told to everybody; ask for a person by email,"
                            + " or send an API token of scope certificates:find.");
        }
        return found.size() > MOST
                ? Outcome.refused(
                        RefusalCode.TOO_LARGE,
                        "There are more than " + MOST + " such certificates; ask by something that fewer share, such as"
                                + " email.")
                : Outcome.ok(found);
    }

    private Stream<Certificate> authorities() {
        return issuers.all().stream()
                .filter(issuer -> !issuer.isRevoked())
                .flatMap(Issuer::certificates)
                .distinct();
    }

    private Stream<Bytes> people(SearchKey key, Bytes hash) {
        if (key == SearchKey.ISSUER) {
            return named(SearchKey.SUBJECT, hash)
                    .flatMap(issuer -> store.below(issuer.id(), clock.instant(), MOST + 1).stream());
        }
        return store.withHash(SearchKey.kept(hash), clock.instant(), MOST + 1).stream()
                .filter(der -> key.of(Certificate.parse(der).orThrow())
                        .filter(hash::equals)
                        .isPresent());
    }

    private Stream<Issuer> named(SearchKey key, Bytes hash) {
        return issuers.all().stream()
                .filter(issuer ->
                        key.of(issuer.certificate()).filter(hash::equals).isPresent());
    }

    /**
     * The CA whose CRL that hash asks for; of several, the one that was added last.
     *
     * @param key {@link SearchKey#ISSUER}, which here is the CA's own name, or {@link SearchKey#KEY_IDENTIFIER}
     */
    public Optional<String> crlIssuer(SearchKey key, Bytes hash) {
        return named(key == SearchKey.ISSUER ? SearchKey.SUBJECT : key, hash)
                .filter(Issuer::isOurs)
                .map(Issuer::id)
                .reduce((older, newer) -> newer);
    }

    /**
     * Makes certificates findable that were issued since; a thousand at a time.
     *
     * @param all whether older ones are looked for too, and however many, which takes longer
     * @param ended asked between two of them
     */
    public void catchUp(boolean all, BooleanSupplier ended) {
        List<Long> behind = store.behind(all ? Long.MAX_VALUE : RECENT);
        for (long thousand : all ? behind : behind.subList(0, Math.min(behind.size(), AT_ONCE))) {
            if (ended.getAsBoolean()) {
                return;
            }
            transactions.durable(() -> {
                store.addHashes(
                        thousand,
                        clock.instant(),
                        der -> Certificate.parse(der).fold(SearchKey::kept, refusal -> Set.of()));
                return null;
            });
        }
    }
}
