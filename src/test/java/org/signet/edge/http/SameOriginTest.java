package org.signet.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "same-origin, https://ca.example.com, true",
                "same-origin, null, true",
                "none, -, true",
                "cross-site, https://evil.example, false",
                "cross-site, null, false",
                "same-site, https://wiki.example.com, false",
                "-, https://ca.example.com, true",
                "-, http://ca.example.com, false",
                "-, https://evil.example, false",
                "-, null, true",
                "-, -, true"
            })
    void tells_our_forms_from_others(String site, String origin, boolean ours) {
        assertThat(SameOrigin.holds(site, origin, "https", "ca.example.com")).isEqualTo(ours);
    }
}
