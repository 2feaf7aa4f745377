package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.audit.AuditEvent;
import org.signet.edge.json.Json;
import org.signet.edge.web.audit.AuditPages;
import org.signet.model.Role;

class AuditPagesTest {
    private static final Pattern ENTRY = Pattern.compile("<summary>Entry ([0-9]+)</summary>");

    private static TrialSite site;
    private static Browsing auditor;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
        auditor = site.signedIn("reader", Role.AUDITOR);
        for (int i = 0; i < 70; i++) {
            happens(new AuditEvent.SignedOut("<b>user" + i));
        }
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static void happens(AuditEvent event) {
        site.signet.transactions().durable(() -> {
            site.signet.audit().append(TestCa.OPERATOR, event);
            return null;
        });
    }

    private static List<Long> shown(String path) {
        return ENTRY.matcher(auditor.get(path).body())
                .results()
                .map(MatchResult::group)
                .map(text -> Long.valueOf(text.replaceAll("[^0-9]", "")))
                .toList();
    }

    private static String today(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "type=SignedOut, 40",
        "type=PasswordSet, 1",
        "type=Nothing, 0",
        "q=user69, 1",
        "q=USER69, 1",
        "q=user69&type=PasswordSet, 0",
        "actor=account%3Areader, 1",
        "from=TODAY&to=TODAY&q=user3, 11",
        "from=TOMORROW, 0",
        "to=YESTERDAY, 0",
    })
    void an_address_says_which_entries_are_shown(String query, int least) {
        String path =
                query.replace("TODAY", today(0)).replace("TOMORROW", today(1)).replace("YESTERDAY", today(-1));
        List<Long> entries = shown("/admin/audit?" + path);
        if (query.startsWith("actor")) {
            assertThat(entries.size()).isGreaterThanOrEqualTo(least);
        } else {
            assertThat(entries).hasSize(least);
        }
    }

    @Test
    void pages_go_on_where_the_one_before_ended_though_entries_come_meanwhile() {
        List<Long> first = shown("/admin/audit?type=SignedOut");
        happens(new AuditEvent.SignedOut("late"));
        String place = "after=" + first.get(first.size() - 1);
        List<Long> second = shown("/admin/audit?type=SignedOut&" + place);
        assertThat(second).hasSizeGreaterThanOrEqualTo(20);
        assertThat(second.get(0)).isEqualTo(first.get(first.size() - 1) - 1);
        assertThat(shown("/admin/audit?type=SignedOut&before=" + second.get(0))).isEqualTo(first);
    }

    @Test
    void a_sentence_does_not_end_in_nothing() {
        happens(new AuditEvent.EnrollmentApproved("r1", ""));
        assertThat(auditor.get("/admin/audit?type=EnrollmentApproved").body()).contains("Comment: ", ">–<");
    }

    @Test
    void the_chain_is_followed_by_a_button_and_the_result_is_remembered() {
        Browsing other = site.signedIn("verifier", Role.AUDITOR);
        other.post("/admin/audit/verify", Map.of("csrf", other.csrf("/admin/audit")));
        long head = site.signet.audit().last();
        assertThat(auditor.get("/admin/audit").body())
                .contains("the whole chain was verified and found unbroken up to entry " + head, "account verifier");
        assertThat(auditor.get("/admin").body()).contains("Audit log whole");
    }

    @Test
    void the_export_is_what_is_chained_a_line_for_each_entry() {
        List<AuditPages.Line> lines = auditor.get("/admin/audit.jsonl")
                .body()
                .lines()
                .map(line -> Json.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8), AuditPages.Line.class)
                        .orThrow())
                .toList();
        List<AuditEntry> entries = site.signet.audit().after(0, lines.size());
        assertThat(lines)
                .extracting(AuditPages.Line::hash)
                .containsExactlyElementsOf(
                        entries.stream().map(entry -> entry.hash().hex()).toList());
        assertThat(lines.get(0).details()).isEqualTo(entries.get(0).details());
        assertThat(auditor.get("/admin/audit.jsonl?q=user69").body().lines()).hasSize(1);
    }

    @Test
    void every_event_has_a_sentence_about_its_facts_in_both_languages() {
        Messages messages = Messages.ofClassPath();
        for (Class<?> event : AuditEvent.class.getPermittedSubclasses()) {
            Set<String> facts = Stream.of(event.getRecordComponents())
                    .map(component -> component.getName())
                    .collect(Collectors.toSet());
            assertThat(messages.in("en").said(event.getSimpleName(), Map.of()))
                    .as(event.getSimpleName())
                    .isPresent();
            Set<String> english = places(messages, "en", event);
            assertThat(facts).as(event.getSimpleName()).containsAll(english);
            assertThat(places(messages, "de", event)).isEqualTo(english);
        }
    }

    private static Set<String> places(Messages messages, String language, Class<?> event) {
        return messages.in(language)
                .said(event.getSimpleName(), Map.of())
                .map(Pattern.compile("\\{([a-zA-Z0-9]+)}")::matcher)
                .orElseThrow(() -> new AssertionError(event.getSimpleName()))
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toSet());
    }
}
