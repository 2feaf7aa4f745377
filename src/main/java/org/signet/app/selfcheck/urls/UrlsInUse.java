package org.signet.app.selfcheck.urls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.signet.app.selfcheck.urls.UrlUse.Kind;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.CertificateStore.Numbered;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.Issuers;
import org.signet.crypto.x509.Certificate;

/**
 * Every URL in a certificate that has not ended, with what is expected there. Certificates never change, so those that were
 * read once are remembered by their URLs, of which there are few; once a day all are read anew.
 */
final class UrlsInUse {
    private static final int PAGE = 500;
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Issuers issuers;
    private final CertificateStore certificates;
    private final Clock clock;
    private final Map<Key, Carrier> carriers = new LinkedHashMap<>();
    private long last;
    private Instant begun = Instant.MIN;

    UrlsInUse(Issuers issuers, CertificateStore certificates, Clock clock) {
        this.issuers = issuers;
        this.certificates = certificates;
        this.clock = clock;
    }

    private record Key(String url, Kind kind, String issuerId) {}

    /** @param end of the certificate that carries the URL longest */
    private record Carrier(Instant end, Certificate sample) {}

    synchronized List<UrlUse> all(Consumer<String> progress) {
        Instant now = clock.instant();
        if (begun.isBefore(now.minus(REMEMBERED))) {
            carriers.clear();
            last = 0;
            begun = now;
        }
        readOn(now, progress);
        carriers.values().removeIf(carrier -> carrier.end().isBefore(now));
        Map<String, Issuer> known = new LinkedHashMap<>();
        issuers.all().forEach(issuer -> known.put(issuer.id(), issuer));
        Map<Key, Certificate> all = new LinkedHashMap<>();
        known.values().forEach(issuer -> ofCa(issuer, known.values(), all, now));
        carriers.forEach((key, carrier) -> all.putIfAbsent(key, carrier.sample()));
        List<UrlUse> uses = new ArrayList<>();
        all.forEach((key, sample) -> Optional.ofNullable(known.get(key.issuerId()))
                .ifPresent(issuer -> uses.add(new UrlUse(key.url(), key.kind(), issuer, sample))));
        return uses;
    }

    private void readOn(Instant now, Consumer<String> progress) {
        List<Numbered> page;
        long read = 0;
        do {
            page = certificates.live(last, now, PAGE);
            for (Numbered numbered : page) {
                Certificate certificate =
                        Certificate.parse(numbered.certificate().der()).orThrow();
                keys(certificate, numbered.certificate().issuerId())
                        .forEach(key -> carriers.merge(
                                key,
                                new Carrier(certificate.content().validity().notAfter(), certificate),
                                UrlsInUse::longer));
                last = numbered.number();
            }
            read += page.size();
            progress.accept("reading certificates: " + read);
        } while (page.size() == PAGE);
    }

    private static Carrier longer(Carrier one, Carrier other) {
        return new Carrier(one.end().isAfter(other.end()) ? one.end() : other.end(), other.sample());
    }

    /** Those in the certificates of a CA: they speak of whoever signed each. */
    private static void ofCa(Issuer issuer, Collection<Issuer> known, Map<Key, Certificate> all, Instant now) {
        issuer.certificates()
                .filter(certificate -> certificate.content().validity().contains(now))
                .forEach(certificate -> known.stream()
                        .filter(above -> certificate.signedBy(
                                above.certificate().content().publicKey()))
                        .findFirst()
                        .ifPresent(signer -> keys(certificate, signer.id()).forEach(key -> all.put(key, certificate))));
    }

    private static Stream<Key> keys(Certificate certificate, String issuerId) {
        Map<Kind, List<String>> urls = new HashMap<>();
        urls.put(Kind.CRL, certificate.crlUrls());
        urls.put(Kind.ISSUER, certificate.issuerUrls());
        urls.put(Kind.OCSP, certificate.ocspUrls());
        return Stream.of(Kind.values())
                .flatMap(kind -> urls.get(kind).stream().map(url -> new Key(url, kind, issuerId)));
    }
}
