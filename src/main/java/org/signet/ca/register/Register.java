package org.signet.ca.register;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.signet.ca.authority.Issuer;
import org.signet.ca.directory.SearchWords;
import org.signet.model.CertificateRecord;
import org.signet.model.Person;

/** The certificates and people on record, a page at a time. */
public final class Register {
    /** Certificates looked at for one page: what is rare among many is found by going on. */
    static final int REACH = 4_000;

    private static final int BATCH = 250;
    private static final int HALF_A_YEAR = 26;
    private static final Duration KEPT = Duration.ofMinutes(1);
    /** Where counting takes long, it takes no more than such a part of the time. */
    private static final int REST = 100;

    private final RegisterStore store;
    private final Supplier<List<Issuer>> issuers;
    private final Clock clock;
    private volatile Seen seen;

    public Register(RegisterStore store, Supplier<List<Issuer>> issuers, Clock clock) {
        this.store = store;
        this.issuers = issuers;
        this.clock = clock;
    }

    /** Figures to look at, until they are too old. */
    private record Seen(Instant at, Instant until, Weeks weeks) {}

    /** A walk, and what is to be shown of it. */
    private record Course(Walk walk, Predicate<CertificateRecord> shows) {}

    /** The walk that serves a filter best, with what it leaves to be looked at. */
    private Course course(CertificateFilter filter) {
        Instant now = clock.instant();
        Set<String> revoked = revokedIssuers();
        String text = filter.text().strip();
        String hex = text.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        if (hex.matches("(?=.*[0-9])[0-9a-f]{8,40}")) {
            return course(new Walk.Serials(hex), filter.withText(""), now, revoked);
        }
        List<String> words = SearchWords.asked(text);
        List<Long> people = words.isEmpty() ? List.of() : store.people(words);
        if (!people.isEmpty()) {
            return course(new Walk.OfPeople(people), filter.withText(""), now, revoked);
        }
        Walk walk = filter.state().map(state -> walk(state, filter, now)).orElseGet(() -> walk(filter));
        return course(walk, filter.withText(text), now, revoked);
    }

    private Set<String> revokedIssuers() {
        return issuers.get().stream().filter(Issuer::isRevoked).map(Issuer::id).collect(Collectors.toSet());
    }

    private static Course course(Walk walk, CertificateFilter filter, Instant now, Set<String> revoked) {
        return new Course(walk, certificate -> filter.lets(certificate, now, revoked));
    }

    private static Walk walk(CertificateFilter.State state, CertificateFilter filter, Instant now) {
        return switch (state) {
            case ACTIVE -> walk(filter);
            case ENDING -> new Walk.Ending(now, now.plus(CertificateFilter.SOON));
            case EXPIRED -> new Walk.Ended(now);
            case HELD, REVOKED -> new Walk.TakenBack();
        };
    }

    private static Walk walk(CertificateFilter filter) {
        return filter.issuer().<Walk>map(Walk.OfIssuer::new).orElseGet(Walk.Newest::new);
    }

    /** Goes along a course until the reader has enough, the way ends or so many were looked at. */
    private final class Reading {
        private final Course course;
        private final boolean backwards;
        private Optional<Walk.Place> place;
        private boolean ended;
        private long looked;

        Reading(Course course, Optional<Walk.Place> from, boolean backwards) {
            this.course = course;
            this.place = from;
            this.backwards = backwards;
        }

        /** Those of the next batch that the filter lets through. */
        List<RegisterStore.Row> next(int most) {
            int batch = (int) Math.min(BATCH, most - looked);
            List<RegisterStore.Row> rows = store.certificates(course.walk(), place, backwards, batch);
            looked += rows.size();
            ended = rows.size() < batch;
            if (!rows.isEmpty()) {
                place = Optional.of(rows.get(rows.size() - 1).place());
            }
            return rows.stream()
                    .filter(row -> course.shows().test(row.certificate()))
                    .toList();
        }
    }

    /** The page at that place. */
    public Leaf<CertificateRecord> certificates(CertificateFilter filter, Leaf.At at, int size) {
        return certificates(course(filter), at, size);
    }

    /** People's certificates that end within so many days, the nearest end first; what is revoked has ended already. */
    public Leaf<CertificateRecord> ending(int days, Leaf.At at, int size) {
        Instant now = clock.instant();
        Course course = new Course(
                new Walk.Ending(now, now.plus(Duration.ofDays(days))),
                certificate ->
                        certificate.personId() != 0 && !certificate.status().isRevoked());
        return certificates(course, at, size);
    }

    private Leaf<CertificateRecord> certificates(Course course, Leaf.At at, int size) {
        Reading reading = new Reading(course, at.place().flatMap(Walk.Place::parse), at.backwards());
        List<RegisterStore.Row> found = new ArrayList<>();
        while (found.size() <= size && !reading.ended && reading.looked < REACH) {
            found.addAll(reading.next(REACH));
        }
        Leaf.Found<RegisterStore.Row> met =
                new Leaf.Found<>(found, reading.ended ? Optional.empty() : reading.place.map(Walk.Place::toString));
        return at.backwards() && met.isLast(size)
                ? certificates(course, Leaf.At.START, size)
                : met.leaf(at.backwards(), size, at.place(), row -> row.place().toString())
                        .map(RegisterStore.Row::certificate);
    }

    /** All that the filter lets through, however many. */
    public void each(CertificateFilter filter, Consumer<CertificateRecord> consumer) {
        Reading reading = new Reading(course(filter), Optional.empty(), false);
        while (!reading.ended) {
            reading.looked = 0;
            reading.next(BATCH).forEach(row -> consumer.accept(row.certificate()));
        }
    }

    /**
     * A number of certificates.
     *
     * @param exact false if there may be more, since not all were looked at
     */
    public record Count(long number, boolean exact) {
        private static final int ROUND = 100;

        /** As it is told: a round number with a plus if there may be more, nothing if none was met though there may be some. */
        public String text() {
            if (exact) {
                return Long.toString(number);
            }
            return number == 0 ? "" : (number < ROUND ? number : number / ROUND * ROUND) + "+";
        }
    }

    /** How many there are, looking at so many at most. */
    public Count count(CertificateFilter filter, int most) {
        Reading reading = new Reading(course(filter), Optional.empty(), false);
        long number = 0;
        while (!reading.ended && reading.looked < most) {
            number += reading.next(most).size();
        }
        return new Count(number, reading.ended);
    }

    /** How many of those that a filter lets through each of others lets through too, looking at so many at most. */
    public List<Count> counts(CertificateFilter filter, List<CertificateFilter> others, int most) {
        Instant now = clock.instant();
        Set<String> revoked = revokedIssuers();
        Reading reading = new Reading(course(filter), Optional.empty(), false);
        long[] numbers = new long[others.size()];
        while (!reading.ended && reading.looked < most) {
            for (RegisterStore.Row row : reading.next(most)) {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] += others.get(i).withText("").lets(row.certificate(), now, revoked) ? 1 : 0;
                }
            }
        }
        return Arrays.stream(numbers)
                .mapToObj(number -> new Count(number, reading.ended))
                .toList();
    }

    /** @param text beginnings of their names and addresses; empty for all */
    public Leaf<Person> people(String text, Leaf.At at, int size) {
        List<String> words = SearchWords.asked(text);
        Optional<List<Long>> among =
                text.isBlank() ? Optional.empty() : Optional.of(words.isEmpty() ? List.of() : store.people(words));
        if (among.filter(List::isEmpty).isPresent()) {
            return new Leaf<>(List.of(), Optional.empty(), Optional.empty(), false);
        }
        Optional<Long> from = at.number();
        boolean backwards = at.backwards() && from.isPresent();
        Leaf.Found<Person> met = new Leaf.Found<>(store.people(among, from, backwards, size + 1), Optional.empty());
        return backwards && met.isLast(size)
                ? people(text, Leaf.At.START, size)
                : met.leaf(backwards, size, from.map(String::valueOf), person -> Long.toString(person.id()));
    }

    /** Half a year back and half a year ahead, from Monday to Monday in UTC; a minute old, or older where counting takes long. */
    public Weeks weeks() {
        Instant now = clock.instant();
        Seen kept = seen;
        if (kept == null || kept.until().isBefore(now) || kept.at().isAfter(now)) {
            LocalDate monday =
                    LocalDate.ofInstant(now, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            Instant first = monday.minusWeeks(HALF_A_YEAR - 1L)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            Weeks weeks = store.weeks(first, 2 * HALF_A_YEAR);
            Duration rest = Duration.between(now, clock.instant()).multipliedBy(REST);
            kept = new Seen(now, now.plus(rest.compareTo(KEPT) > 0 ? rest : KEPT), weeks);
            seen = kept;
        }
        return kept.weeks();
    }
}
