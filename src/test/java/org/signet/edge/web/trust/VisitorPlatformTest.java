package org.signet.edge.web.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.ca.trust.TrustKit.Platform;

class VisitorPlatformTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 | WINDOWS",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15 | APPLE",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 | APPLE",
                "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 | APPLE",
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 | ANDROID",
                "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0 | LINUX",
                "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0 | LINUX"
            })
    void agentsAreRecognised(String agent, Platform platform) {
        assertThat(VisitorPlatform.of(null, agent)).contains(platform);
    }

    @ParameterizedTest
    @CsvSource({"Windows,WINDOWS", "macOS,APPLE", "iOS,APPLE", "Android,ANDROID", "Linux,LINUX"})
    void theHintIsBelievedBeforeTheAgent(String hint, Platform platform) {
        assertThat(VisitorPlatform.of("\"" + hint + "\"", "Mozilla/5.0 (Plan 9)"))
                .contains(platform);
    }

    @Test
    void whateverElseIsWrittenThereIsNoPlatform() {
        assertThat(VisitorPlatform.of(null, null)).isEmpty();
        assertThat(VisitorPlatform.of("", "")).isEmpty();
        assertThat(VisitorPlatform.of("\"Unknown\"", "curl/8.5")).isEmpty();
        assertThat(VisitorPlatform.of("\"><script>", "\"><script>alert(1)</script>"))
                .isEmpty();
        assertThat(VisitorPlatform.of("x".repeat(5000), "Windows".repeat(1000))).isEmpty();
    }
}
