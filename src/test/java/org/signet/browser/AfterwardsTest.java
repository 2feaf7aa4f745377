package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen after something was done: light on a telephone in English, dark on a desk in German. */
class AfterwardsTest {
    private static final int TELEPHONE = 360;
    private static final int DESK = 1200;

    private static LongUsed server;
    private static Browsing browsing;

    @BeforeAll
    static void start() throws IOException {
        server = new LongUsed();
        browsing = Browsing.start();
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
        server.close();
    }

    static List<Deed> deeds() throws IOException {
        return Deed.all();
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void whatIsSeenAfterwardsIsForEverybody(Deed deed) {
        List<String> faults = new ArrayList<>();
        Look english = done(deed, "en", TELEPHONE);
        faults.addAll(english.faults(TELEPHONE, ColorScheme.LIGHT));
        english.page().context().close();

        Look german = done(deed, "de", DESK);
        faults.addAll(german.faults(DESK, ColorScheme.DARK));
        faults.addAll(german.tooWide(TELEPHONE));
        assertThat(german.page().locator("html").getAttribute("lang")).isEqualTo("de");
        assertThat(german.page().locator("main").textContent()).doesNotContain("{0}");
        german.page().context().close();
        assertThat(faults).as("%s", deed).isEmpty();
    }

    /** The page that it led to, which is where it should be and neither moves nor complains. */
    private static Look done(Deed deed, String language, int width) {
        server.trial.rest();
        Beforehand before = new Beforehand(server.trial);
        String path = before.made(deed.path());
        Map<String, String> fields = new HashMap<>();
        deed.fields().forEach((name, value) -> fields.put(name, before.made(value)));
        Look look = Look.at(server.trial.url, browsing, server.badge(deed.who()), language);
        look.page().setViewportSize(width, 900);
        fields.putAll(server.csrf(deed.who()));
        browsing.complaints().clear();
        look.send(server.trial.url + path, fields);
        List<String> unrest = look.unrest();
        Browsing.picture(look.page(), "after-" + deed.toString().replaceAll("[^a-zA-Z]+", "-") + "-" + language);
        assertThat(look.status()).as("%s in %s", deed, look.page().url()).isEqualTo(deed.status());
        assertThat(look.page().url()).as("%s", deed).startsWith(server.trial.url + deed.place());
        assertThat(unrest).as("%s", deed).isEmpty();
        assertThat(browsing.complaints()).as("%s", deed).allMatch(complaint -> complaint.contains("" + deed.status()));
        return look;
    }
}
