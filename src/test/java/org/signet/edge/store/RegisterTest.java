package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.TestCa;
import org.signet.ca.register.CertificateFilter;
import org.signet.ca.register.CertificateFilter.State;
import org.signet.ca.register.Leaf;
import org.signet.ca.register.Register;
import org.signet.ca.register.Weeks;
import org.signet.ca.revocation.RevocationStore;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.register.SqlRegister;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Person;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.Validity;

/** Long lists of certificates and people, on a database of their own. */
class RegisterTest {
    private static final Instant NOW = Records.NOW;
    private static final Duration DAY = Duration.ofDays(1);

    private static Database database;
    private static Register register;
    private static final Map<String, CertificateRecord> NAMED = new LinkedHashMap<>();

    @BeforeAll
    static void records() {
        database = ChosenDatabase.open(TestCa.temporaryFolder(), "register");
        register = new Register(new SqlRegister(database), List::of, Clock.fixed(NOW, ZoneOffset.UTC));
        run(() -> database.change(
                handle -> handle.execute("insert into issuer (id, parent_id, certificate, crl_url, certificate_url)"
                        + " values ('new','new',cast('01' as bytea),'',''), ('old','old',cast('01' as bytea),'','')")));
        add("fresh", "new", "mailbox-strict", KeyUse.BOTH, -10, 300, "ada@example.com");
        add("soon", "new", "person-strict", KeyUse.SIGN, -300, 10, "bea@sub.example.com");
        add("gone", "old", "mailbox-strict", KeyUse.ENCRYPT, -500, -100, "cyd@example.com");
        add("held", "new", "mailbox-strict", KeyUse.BOTH, -20, 200, "dan@example.com");
        add("stolen", "old", "mailbox-strict", KeyUse.BOTH, -20, 200, "eve@sub.example.com");
        add("stolen-long-ago", "old", "mailbox-strict", KeyUse.SIGN, -600, -200, "eve@example.com");
        take("held", new CertificateStatus.Held(NOW.minus(DAY)));
        take("stolen", new CertificateStatus.Revoked(NOW.minus(DAY), RevocationReason.KEY_COMPROMISE));
        take(
                "stolen-long-ago",
                new CertificateStatus.Revoked(NOW.minus(DAY.multipliedBy(250)), RevocationReason.SUPERSEDED));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static void run(Runnable work) {
        database.transactions().durable(() -> {
            work.run();
            return null;
        });
    }

    private static long person(String name, EmailAddress address) {
        return database.transactions()
                .durable(() -> new SqlPeople(database).insert(PersonName.ofDisplay(name), address, NOW));
    }

    private static void add(
            String name, String issuer, String profile, KeyUse use, int from, int until, String address) {
        EmailAddress mailbox = EmailAddress.parse(address).orThrow();
        CertificateRecord like = Records.certificate(issuer, person("Holder " + name, mailbox), NOW, mailbox);
        CertificateRecord record = new CertificateRecord(
                like.serial(),
                issuer,
                0,
                like.personId(),
                name,
                like.addresses(),
                profile,
                use,
                like.keyId(),
                new Validity(NOW.plus(DAY.multipliedBy(from)), NOW.plus(DAY.multipliedBy(until))),
                like.der(),
                NOW.plus(DAY.multipliedBy(from)),
                like.status());
        run(() -> new SqlCertificates(database).insert(record));
        NAMED.put(name, record);
    }

    private static void take(String name, CertificateStatus status) {
        run(() -> new SqlRevocations(database).set(RevocationStore.Subject.of(NAMED.get(name)), status));
    }

    private static CertificateFilter filter(String words) {
        CertificateFilter filter = CertificateFilter.ALL;
        for (String word : words.split(" ")) {
            String value = word.replaceFirst(".*?:", "");
            filter = switch (word.replaceFirst(":.*", "")) {
                case "state" -> filter.withState(Optional.of(State.valueOf(value)));
                case "issuer" -> filter.withIssuer(Optional.of(value));
                case "profile" -> filter.withProfile(Optional.of(value));
                case "domain" -> filter.withDomain(Optional.of(value));
                case "use" -> filter.withUse(Optional.of(KeyUse.valueOf(value)));
                case "text" -> filter.withText(value);
                default -> filter;
            };
        }
        return filter;
    }

    private static String names(List<CertificateRecord> certificates) {
        return certificates.stream().map(CertificateRecord::subject).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "all                            | stolen-long-ago stolen held gone soon fresh",
                "state:ACTIVE                   | soon fresh",
                "state:ENDING                   | soon",
                "state:EXPIRED                  | gone",
                "state:HELD                     | held",
                "state:REVOKED                  | stolen stolen-long-ago",
                "issuer:old                     | stolen gone stolen-long-ago",
                "issuer:old state:REVOKED       | stolen stolen-long-ago",
                "issuer:other                   | ''",
                "profile:person-strict          | soon",
                "domain:sub.example.com         | stolen soon",
                "domain:le.com                  | ''",
                "use:SIGN                       | stolen-long-ago soon",
                "use:SIGN domain:example.com    | stolen-long-ago",
                "state:ACTIVE use:ENCRYPT       | ''",
                "text:eve                       | stolen-long-ago stolen",
                "text:eve@example               | stolen-long-ago",
                "text:EVE state:REVOKED         | stolen-long-ago stolen",
                "text:stole                     | stolen-long-ago stolen",
                "text:%                         | ''",
                "text:'                         | ''",
                "text:zzz                       | ''",
            })
    void a_filter_shows_what_it_names(String words, String names) {
        Leaf<CertificateRecord> leaf = register.certificates(filter(words), Leaf.At.START, 10);
        assertThat(names(leaf.entries())).isEqualTo(names);
        assertThat(leaf.before()).isEmpty();
        assertThat(leaf.after()).isEmpty();
        Register.Count count = register.count(filter(words), 1_000);
        assertThat(count).isEqualTo(new Register.Count(leaf.entries().size(), true));
        assertThat(register.counts(filter(words).withUse(Optional.empty()), List.of(filter(words)), 1_000))
                .containsExactly(count);
        List<CertificateRecord> each = new ArrayList<>();
        register.each(filter(words), each::add);
        assertThat(each).isEqualTo(leaf.entries());
    }

    @Test
    void a_serial_number_is_found_by_its_beginning() {
        String serial = NAMED.get("gone").serial().hex();
        CertificateFilter whole = CertificateFilter.ALL.withText(serial.toUpperCase());
        assertThat(names(register.certificates(whole, Leaf.At.START, 10).entries()))
                .isEqualTo("gone");
        assertThat(register.certificates(CertificateFilter.ALL.withText(serial.substring(0, 20)), Leaf.At.START, 10)
                        .entries())
                .contains(NAMED.get("gone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "state:ENDING", "state:EXPIRED", "state:REVOKED", "issuer:many", "text:crowd"})
    void pages_forth_and_back_show_each_once_though_others_come_meanwhile(String words) {
        if (NAMED.keySet().stream().noneMatch(name -> name.startsWith("crowd"))) {
            run(() -> database.change(
                    handle -> handle.execute("insert into issuer (id, parent_id, certificate, crl_url, certificate_url)"
                            + " values ('many','many',cast('01' as bytea),'','')")));
            IntStream.range(0, 40).forEach(i -> {
                // Several of them end, and were issued, in the same moment.
                int end = i % 2 == 0 ? 10 : -50;
                add("crowd" + i, "many", "mailbox-strict", KeyUse.BOTH, -300, end, "crowd" + i + "@many.example");
                if (i % 4 == 0) {
                    take("crowd" + i, new CertificateStatus.Revoked(NOW.minus(DAY), RevocationReason.SUPERSEDED));
                }
            });
        }
        CertificateFilter filter = filter(words);
        List<CertificateRecord> all =
                register.certificates(filter, Leaf.At.START, 1_000).entries();
        List<CertificateRecord> forth = new ArrayList<>();
        List<List<CertificateRecord>> leaves = new ArrayList<>();
        Leaf.At at = Leaf.At.START;
        Leaf<CertificateRecord> leaf;
        do {
            leaf = register.certificates(filter, at, 3);
            assertThat(leaf.before().isPresent()).isEqualTo(!leaves.isEmpty());
            forth.addAll(leaf.entries());
            leaves.add(leaf.entries());
            at = new Leaf.At(leaf.after(), false);
            if (leaves.size() == 2) {
                String late = "late" + words.length() + System.nanoTime();
                add(late, "many", "mailbox-strict", KeyUse.BOTH, 0, 300, late + "@late.example");
            }
        } while (leaf.after().isPresent());
        assertThat(forth).isEqualTo(all);
        for (int i = leaves.size() - 2; i > 0; i--) {
            leaf = register.certificates(filter, new Leaf.At(leaf.before(), true), 3);
            assertThat(leaf.entries()).isEqualTo(leaves.get(i));
            assertThat(leaf.after()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1", "-.", "9223372036854775808.", "1.g", "1.' or 1=1", "000000.00000", "-1.ff"})
    void a_place_that_nobody_told_leads_somewhere_harmless(String place) {
        for (boolean backwards : new boolean[] {false, true}) {
            Leaf<CertificateRecord> leaf =
                    register.certificates(CertificateFilter.ALL, new Leaf.At(Optional.of(place), backwards), 2);
            assertThat(leaf.entries().size()).isLessThanOrEqualTo(2);
            assertThat(register.people("", new Leaf.At(Optional.of(place), backwards), 2)
                            .entries()
                            .size())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void people_come_by_name_page_by_page() {
        List<String> all = new ArrayList<>();
        Leaf.At at = Leaf.At.START;
        Leaf<Person> leaf;
        do {
            leaf = register.people("", at, 2);
            leaf.entries().forEach(person -> all.add(person.name().text()));
            at = new Leaf.At(leaf.after(), false);
        } while (leaf.after().isPresent());
        assertThat(all).isSorted().doesNotHaveDuplicates().contains("Holder fresh", "Holder soon");
        Leaf<Person> before = register.people("", new Leaf.At(leaf.before(), true), 2);
        int last = all.size() - leaf.entries().size();
        assertThat(before.entries().stream().map(person -> person.name().text()))
                .containsExactlyElementsOf(all.subList(last - 2, last));
        assertThat(register.people("fre hol", Leaf.At.START, 2).entries()).hasSize(1);
        assertThat(register.people("<script>", Leaf.At.START, 2).entries()).isEmpty();
        assertThat(register.people("!!", Leaf.At.START, 2).entries()).isEmpty();
    }

    @Test
    void each_week_tells_what_was_issued_ends_and_was_revoked() {
        Weeks weeks = register.weeks();
        assertThat(weeks.size()).isEqualTo(52);
        assertThat(weeks.begin(0).atZone(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(java.time.DayOfWeek.MONDAY);
        assertThat(weeks.begin(25)).isBeforeOrEqualTo(NOW);
        assertThat(weeks.begin(26)).isAfter(NOW);
        int tenDaysAgo = (int)
                Duration.between(weeks.first(), NOW.minus(DAY.multipliedBy(10))).dividedBy(Weeks.WEEK);
        int inTenDays = (int)
                Duration.between(weeks.first(), NOW.plus(DAY.multipliedBy(10))).dividedBy(Weeks.WEEK);
        assertThat(weeks.issued().get(tenDaysAgo)).isPositive();
        assertThat(weeks.ending().get(inTenDays)).isPositive();
        assertThat(weeks.revoked().stream().mapToLong(Long::longValue).sum()).isPositive();
        assertThat(weeks.revoked().subList(26, 52)).containsOnly(0L);
    }
}
