package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.interop.Packaged;

/** Times are written in UTC and shown where their reader is. */
class MomentsTest {
    private static final String ADDRESS = "far.away@example.com";

    private static String place() {
        Packaged signet = Packaged.shared();
        if (!new String(signet.get("/api/v1/certificates?email=" + ADDRESS).body(), StandardCharsets.UTF_8)
                .contains("BEGIN")) {
            Addressee.of(signet, ADDRESS, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        }
        return signet.url() + "/directory?address=" + ADDRESS;
    }

    @ParameterizedTest
    @CsvSource({"Pacific/Kiritimati, Line Islands Time", "America/New_York, Eastern"})
    void aDayIsTheReadersAndItsZoneIsNamed(String zone, String name) {
        try (Browsing browsing = Browsing.start()) {
            Page page = browsing.visitor(new Browser.NewContextOptions().setTimezoneId(zone));
            page.navigate(place() + "&lang=en");
            Locator time = page.locator("time[data-moment=day][title]").first();
            time.waitFor();
            Instant at = Instant.parse(time.getAttribute("datetime"));
            DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
            assertThat(time.textContent())
                    .isEqualTo(day.withZone(ZoneId.of(zone)).format(at));
            assertThat(time.getAttribute("title"))
                    .contains(name)
                    .contains(day.withZone(ZoneId.of("UTC")).format(at) + " UTC");
            page.evaluate("document.getElementById('found').insertAdjacentHTML('beforeend',"
                    + " '<time id=late datetime=2026-01-01T00:00:00Z data-moment>1 Jan 2026, 00:00 UTC</time>')");
            page.locator("#late[title]").waitFor();
            assertThat(browsing.complaints()).isEmpty();
        }
    }

    @Test
    void withoutScriptsItIsUtc() {
        try (Browsing browsing = Browsing.start()) {
            Page page = browsing.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false));
            page.navigate(place() + "&lang=en");
            Locator time = page.locator("time[data-moment=day]").first();
            Instant at = Instant.parse(time.getAttribute("datetime"));
            assertThat(time.textContent())
                    .isEqualTo(DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK)
                            .withZone(ZoneId.of("UTC"))
                            .format(at));
        }
    }
}
