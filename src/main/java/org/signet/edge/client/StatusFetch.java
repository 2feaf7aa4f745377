package org.signet.edge.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspResponse;
import org.signet.crypto.x509.revocation.StatusServers;
import org.signet.crypto.x509.revocation.StoredCrl;
import org.signet.edge.client.StrangersWeb.Answer;
import org.signet.edge.client.StrangersWeb.Question;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/**
 * Asks CRL servers and OCSP responders, and remembers what they said for as long as it holds: CRLs in files, OCSP answers in
 * memory, and for a minute that a server gave none, so that a dead one does not slow everything down.
 */
public final class StatusFetch implements StatusServers, AutoCloseable {
    private static final Duration TOTAL = Duration.ofSeconds(15);
    /** Until a CRL is asked for again if its server does not say. */
    private static final Duration CRL_AGE = Duration.ofHours(1);

    private static final Duration FAILURE_AGE = Duration.ofMinutes(1);
    private static final long MAX_CRL = 64 << 20;
    private static final int LOCKS = 64;

    private final StrangersWeb web;
    private final Clock clock;
    private final Path folder;
    private final KeptCrls crls = new KeptCrls();
    private final Bounded<Answered> answers = new Bounded<>(256);
    private final Bounded<Failed> failures = new Bounded<>(256);
    /** So that two who want the same thing fetch it once. */
    private final Object[] locks = new Object[LOCKS];

    private record Answered(Bytes response, Instant until) {}

    private record Failed(Refusal refusal, Instant until) {}

    public StatusFetch(Reach reach, Clock clock) {
        this(reach, clock, TOTAL);
    }

    StatusFetch(Reach reach, Clock clock, Duration total) {
        this.web = new StrangersWeb(reach, total);
        this.clock = clock;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
        try {
            // Readable for its owner alone.
            this.folder = Files.createTempDirectory("signet-status");
        } catch (IOException e) {
            throw new Unavailable("cannot make a temporary folder for CRLs: " + e.getMessage(), e);
        }
    }

    @Override
    public Outcome<StoredCrl> crl(String url) {
        synchronized (lock(url)) {
            Optional<KeptCrls.Kept> kept = crls.find(url);
            if (kept.filter(crl -> crl.until().isAfter(clock.instant())).isPresent()) {
                return Outcome.ok(kept.get().crl());
            }
            Outcome<StoredCrl> fetched = remembering(url, () -> fetch(url, kept));
            // A CRL in force is worth more than the news that its server is down.
            return fetched.isOk() || kept.isEmpty() || !kept.get().isInForce(clock.instant())
                    ? fetched
                    : Outcome.ok(kept.get().crl());
        }
    }

    private Object lock(String what) {
        return locks[Math.floorMod(what.hashCode(), LOCKS)];
    }

    private interface Fetching<T> {
        Outcome<T> fetch();
    }

    private <T> Outcome<T> remembering(String url, Fetching<T> fetching) {
        Optional<Failed> failed =
                failures.find(url).filter(failure -> failure.until().isAfter(clock.instant()));
        if (failed.isPresent()) {
            return Outcome.refused(failed.get().refusal());
        }
        Outcome<T> fetched = fetching.fetch();
        fetched.run(
                good -> failures.remove(url),
                refusal -> failures.put(url, new Failed(refusal, clock.instant().plus(FAILURE_AGE))));
        return fetched;
    }

    private Outcome<StoredCrl> fetch(String url, Optional<KeptCrls.Kept> kept) {
        Map<String, String> headers = new HashMap<>();
        kept.ifPresent(crl -> {
            crl.tag().ifPresent(tag -> headers.put("If-None-Match", tag));
            crl.modified().ifPresent(modified -> headers.put("If-Modified-Since", modified));
        });
        Path file = newFile();
        Outcome<StoredCrl> crl = web.ask(
                        new Question(url, headers, Optional.empty(), MAX_CRL), () -> Files.newOutputStream(file))
                .then(answer -> answer.body()
                        ? read(url, file).map(read -> keep(url, read, file, answer))
                        : kept.map(known -> Outcome.ok(keep(url, known.crl(), known.file(), answer)))
                                .orElseGet(() -> Outcome.refused(
                                        RefusalCode.BAD_INPUT,
                                        url + " says that nothing changed, which was not asked.")));
        if (crls.find(url).filter(known -> known.file().equals(file)).isEmpty()) {
            KeptCrls.delete(file);
        }
        return crl;
    }

    private Path newFile() {
        try {
            return Files.createTempFile(folder, "", ".crl");
        } catch (IOException e) {
            throw new Unavailable("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Outcome<StoredCrl> read(String url, Path file) {
        Outcome<StoredCrl> read = StoredCrl.read(StoredOctets.of(file), url);
        return read.isOk() ? read : Outcome.refused(RefusalCode.BAD_INPUT, url + " sends no well-formed CRL.");
    }

    private StoredCrl keep(String url, StoredCrl crl, Path file, Answer answer) {
        Instant now = clock.instant();
        Duration age = answer.header("cache-control")
                .flatMap(StatusFetch::maxAge)
                .filter(said -> said.compareTo(CRL_AGE) < 0)
                .orElse(CRL_AGE);
        Instant until = now.plus(age);
        Instant end = crl.nextUpdate().orElse(now);
        crls.keep(
                url,
                new KeptCrls.Kept(
                        crl,
                        file,
                        end.isBefore(until) ? end : until,
                        answer.header("etag"),
                        answer.header("last-modified")));
        return crl;
    }

    /** RFC 9111 §5.2.2.1. */
    private static Optional<Duration> maxAge(String cacheControl) {
        for (String directive : cacheControl.split(",")) {
            String[] parts = directive.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equalsIgnoreCase("max-age") && parts[1].matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(parts[1])));
            }
            if (parts[0].equalsIgnoreCase("no-cache") || parts[0].equalsIgnoreCase("no-store")) {
                return Optional.of(Duration.ZERO);
            }
        }
        return Optional.empty();
    }

    @Override
    public Outcome<Bytes> ocsp(String url, Bytes request, Function<Bytes, Optional<Instant>> goodUntil) {
        String key = url + " " + request.hex();
        synchronized (lock(key)) {
            Optional<Answered> known =
                    answers.find(key).filter(answer -> answer.until().isAfter(clock.instant()));
            if (known.isPresent()) {
                return Outcome.ok(known.get().response());
            }
            return remembering(url, () -> ask(url, request)).map(response -> {
                goodUntil.apply(response).ifPresent(until -> answers.put(key, new Answered(response, until)));
                return response;
            });
        }
    }

    private Outcome<Bytes> ask(String url, Bytes request) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        Question.Body body = new Question.Body(OcspRequest.MEDIA_TYPE, request.toArray());
        return web.ask(new Question(url, Map.of(), Optional.of(body), OcspResponse.MAX_OCTETS), () -> response)
                .map(answer -> Bytes.of(response.toByteArray()));
    }

    /** Forgets everything. */
    @Override
    public void close() {
        web.close();
        crls.clear();
        KeptCrls.delete(folder);
    }
}
