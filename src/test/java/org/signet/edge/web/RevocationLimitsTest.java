package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;

/** Nobody guesses addresses, or proves keys, by the thousand. */
class RevocationLimitsTest {
    private static TrialSite site;

    @BeforeAll
    static void start() {
        site = new TrialSite(TestCa.temporaryFolder());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static long answered(String path, Map<String, String> form, int times) {
        Browsing visitor = new Browsing(site.url);
        return IntStream.range(0, times)
                .map(i -> visitor.post(path, form).statusCode())
                .filter(status -> status != 429)
                .count();
    }

    @Test
    void eachDoorLetsAFewIn() {
        assertThat(answered("/revoke", Map.of("address", "nobody@example.com"), 40))
                .isBetween(30L, 36L);
        assertThat(answered("/compromised", Map.of("request", "x"), 15)).isBetween(10L, 12L);
    }
}
