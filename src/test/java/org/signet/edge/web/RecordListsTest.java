package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.Role;

/** The lists of certificates, people and settings as their pages show them. */
class RecordListsTest {
    private static TrialSite site;
    private static Browsing officer;

    @BeforeAll
    static void start() {
        site = new TrialSite(
                TestCa.temporaryFolder(), List.of("example.com", "example.org"), text -> text, trial -> List.of());
        officer = site.signedIn("lists", Role.OFFICER);
        issued("ada@example.com", "Ada Lovelace", KeyUse.BOTH);
        issued("grace@example.org", "Grace Hopper", KeyUse.SIGN);
        issued("=cmd@example.org", "=SUM(A1)", KeyUse.ENCRYPT);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static void issued(String address, String name, KeyUse use) {
        site.signet
                .operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse(address).orThrow()),
                        Optional.of(PersonName.parse(name).orThrow()),
                        site.signet.profiles().find("mailbox-strict").orThrow(),
                        use,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | 3",
                "?use=sign                           | 1",
                "?domain=example.org                 | 2",
                "?domain=EXAMPLE.org&use=encrypt     | 1",
                "?q=hopper                           | 1",
                "?state=active                       | 3",
                "?state=revoked                      | 0",
                "?issuer=issuing-1&profile=mailbox-strict | 3",
                "?issuer=issuing-9                   | 0",
                "?state=nonsense                     | 3",
            })
    void an_address_says_what_is_shown(String query, int certificates) {
        String page = officer.get("/admin/certificates" + query).body();
        long shown =
                Pattern.compile("class=\"card-title\"").matcher(page).results().count();
        assertThat(shown).isEqualTo(certificates);
    }

    @Test
    void every_filter_is_a_link_that_keeps_the_others_and_can_be_taken_back() {
        String page = officer.get("/admin/certificates?use=sign&q=hopper").body();
        assertThat(page)
                .contains("href=\"/admin/certificates?q=hopper&amp;state=active&amp;use=sign\"")
                .contains("href=\"/admin/certificates?q=hopper\" aria-current=\"true\"")
                .contains("href=\"/admin/certificates.csv?q=hopper&amp;use=sign\"")
                .contains("<input type=\"hidden\" name=\"use\" value=\"sign\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' or 1=1 --",
                "%00\u0000",
                "\u202Egnp.exe",
                "1.' union select 1",
                "999999999999999999999999",
                "../../etc/passwd",
                "{0}",
                "=1+1"
            })
    void hostile_values_filter_nothing_and_harm_nobody(String hostile) {
        Browsing auditor = site.signedIn("auditor-" + Math.abs(hostile.hashCode()), Role.AUDITOR);
        String long10k = hostile + "x".repeat(3_000);
        for (String value : List.of(hostile, long10k)) {
            for (String name : List.of("q", "state", "issuer", "profile", "domain", "use", "after", "before")) {
                assertHarmless(auditor, "/admin/certificates?" + name + "=" + encoded(value), hostile);
            }
            for (String name : List.of("q", "after", "before")) {
                assertHarmless(auditor, "/admin/people?" + name + "=" + encoded(value), hostile);
            }
            for (String name : List.of("q", "type", "actor", "from", "to", "after", "before")) {
                assertHarmless(auditor, "/admin/audit?" + name + "=" + encoded(value), hostile);
                assertHarmless(auditor, "/admin/audit.jsonl?" + name + "=" + encoded(value), "\u0000");
            }
            assertHarmless(auditor, "/admin/expiring?days=" + encoded(value), hostile);
        }
    }

    private static void assertHarmless(Browsing visitor, String path, String hostile) {
        HttpResponse<String> answer = visitor.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        if (hostile.contains("<") || hostile.contains("\u0000")) {
            assertThat(answer.body()).as(path).doesNotContain(hostile);
        }
    }

    @Test
    void the_table_holds_what_the_list_does_and_no_formula() {
        HttpResponse<String> table = officer.get("/admin/certificates.csv?domain=example.org");
        assertThat(table.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(table.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("attachment"));
        List<String> lines = table.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("\uFEFF\"serial\",\"subject\"");
        assertThat(lines.get(1)).contains(",\"'=cmd@example.org\",\"'=cmd@example.org\",\"issuing-1\"");
        assertThat(lines.get(2)).contains("\"grace@example.org\"", "\"active\",\"\",\"\"");
        assertThat(officer.get("/admin/certificates.csv").body().lines()).hasSize(4);
    }

    @Test
    void settings_tell_of_the_machine_to_administrators_alone() {
        Browsing administrator = site.signedIn("settings", Role.ADMINISTRATOR);
        String all = administrator.get("/admin/settings").body();
        assertThat(all).contains("signet.toml", "status_port", "remind_days", "[domains.\"example.org\"]");
        String part = officer.get("/admin/settings").body();
        assertThat(part).contains("remind_days", "example.org").doesNotContain("signet.toml</code>", "status_port");
        for (String language : Messages.ofClassPath().languages()) {
            assertThat(administrator.get("/admin/settings?lang=" + language).statusCode())
                    .isEqualTo(200);
        }
    }
}
