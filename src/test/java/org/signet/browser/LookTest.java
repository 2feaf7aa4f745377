package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.browser.LongUsed.Sight;
import org.signet.edge.web.RightsVisitors;

/**
 * Every page that the server shows, to everybody to whom it shows it, each in both languages, as wide as a telephone and as a desk, light and
 * dark: every two of these meet. Nobody is kept out by how they read; nothing moves, complains, scrolls sideways or weighs more than it should.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LookTest {
    private static final int MOST_OCTETS = 100 * 1024;
    private static final int TELEPHONE = 360;
    private static final int DESK = 1200;
    private static final int WALL = 1600;

    private static LongUsed server;
    private static Browsing browsing;
    private static final Map<String, Look> WINDOWS = new HashMap<>();
    private static final List<Long> WEIGHTS = new ArrayList<>();
    private static final List<Double> READY = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server();
        browsing = Browsing.start();
    }

    /** Asked for its pages before anything else. */
    private static LongUsed server() throws IOException {
        if (server == null) {
            server = new LongUsed();
        }
        return server;
    }

    @AfterAll
    static void stop() {
        System.out.printf(
                "%d pages: at most %d octets, ready within %.0f ms, half of them within %.0f ms%n",
                WEIGHTS.size(),
                WEIGHTS.stream().mapToLong(each -> each).max().orElse(0),
                READY.stream().mapToDouble(each -> each).max().orElse(0),
                READY.stream().sorted().skip(READY.size() / 2).findFirst().orElse(0.0));
        if (browsing != null) {
            browsing.close();
        }
        if (server != null) {
            server.close();
        }
    }

    static Stream<Sight> pages() throws IOException {
        return server().pages().stream();
    }

    static Stream<Sight> refusals() throws IOException {
        return LongUsed.refusals().stream();
    }

    private static Look window(String who, String language) {
        return WINDOWS.computeIfAbsent(who + language, key -> {
            Look look = Look.at(server.trial.url, browsing, server.badge(who), language);
            return language.equals("de") ? look.strictly() : look;
        });
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("pages")
    void everyPageIsForEverybody(Sight sight) {
        List<String> faults = new ArrayList<>();
        browsing.complaints().clear();
        Look english = window(sight.who(), "en");
        english.page().setViewportSize(TELEPHONE, 900);
        english.open(server.url(sight));
        assertThat(english.octets()).as("%s", sight).isLessThan(MOST_OCTETS);
        WEIGHTS.add(english.octets());
        READY.add(english.ready());
        faults.addAll(english.unrest());
        picture(english, sight, "en");
        faults.addAll(english.faults(TELEPHONE, ColorScheme.LIGHT));
        if (sight.most()) {
            faults.addAll(english.faults(DESK, ColorScheme.DARK));
        }
        faults.addAll(english.tooWide(WALL));

        Look german = window(sight.who(), "de");
        german.page().setViewportSize(DESK, 900);
        german.open(server.url(sight));
        faults.addAll(german.unrest());
        picture(german, sight, "de");
        faults.addAll(german.faults(sight.most() ? TELEPHONE : DESK, ColorScheme.DARK));
        if (sight.most()) {
            faults.addAll(german.faults(DESK, ColorScheme.LIGHT));
        }
        assertThat(german.page().locator("html").getAttribute("lang")).isEqualTo("de");
        assertThat(german.page().locator("main").textContent()).doesNotContain("{0}");

        assertThat(faults).as("%s", sight).isEmpty();
        assertThat(browsing.complaints()).isEmpty();
    }

    private static void picture(Look look, Sight sight, String language) {
        Browsing.picture(
                look.page(), "look-" + sight.who() + sight.route().replaceAll("[^a-zA-Z]+", "-") + "-" + language);
    }

    /** A time later, in which the limits of one address forget: an empty form comes back with what is missing, as a page that is looked at too. */
    @ParameterizedTest
    @Order(2)
    @MethodSource("refusals")
    void everyFormThatComesBackIsForEverybody(Sight sight) {
        if (sight.who().equals("nobody") || sight.who().equals("link")) {
            server.trial.rest();
            // Whoever is signed in has a new secret since.
            WINDOWS.clear();
        }
        browsing.complaints().clear();
        Look window = window(sight.who(), "de");
        window.page().setViewportSize(DESK, 900);
        window.send(server.url(sight), server.csrf(sight.who()));
        List<String> faults = new ArrayList<>(window.unrest());
        picture(window, sight, "de");
        faults.addAll(window.faults(TELEPHONE, ColorScheme.DARK));
        assertThat(faults).as("%s", sight).isEmpty();
        assertThat(browsing.complaints()).allMatch(complaint -> complaint.contains("422"));
    }

    /** The pages of the employee are not those of whoever is not signed in. */
    @Test
    void whatAnEmployeeIsShownIsTheirs() {
        Look look = window("employee", "en");
        look.open(server.trial.url + "/my");
        assertThat(look.page().locator("main form").count()).isEqualTo(3);
        assertThat(look.page().locator("main").textContent()).contains(RightsVisitors.MAILBOX.toString());
    }

    @Test
    void whatIsSaidOfEveryPlatformFitsATelephone() {
        Page visitor = browsing.visitor(new Browser.NewContextOptions().setViewportSize(TELEPHONE, 800));
        visitor.navigate(server.trial.url + "/trust?lang=de");
        visitor.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)");
        Browsing.picture(visitor, "look-trust-open-360");
        Number wide = (Number) visitor.evaluate("document.documentElement.scrollWidth");
        assertThat(wide.intValue()).isLessThanOrEqualTo(TELEPHONE);
        assertThat(visitor.locator("a[href^='/trust/'][download]").count()).isGreaterThan(14);
    }

    /** On a notice or in a letter there is what to compare, and nothing to click. */
    @Test
    void theTrustPagePrintsWhatIsToBeCompared() {
        Page visitor = browsing.visitor();
        visitor.navigate(server.trial.url + "/trust");
        visitor.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        Browsing.picture(visitor, "look-trust-print");
        assertThat(visitor.locator(".qr svg").isVisible()).isTrue();
        assertThat(visitor.locator(".root-card .groups").isVisible()).isTrue();
        for (String left : List.of("nav", ".folds", "form", "a.button")) {
            assertThat(visitor.locator(left).all()).as(left).noneMatch(each -> each.isVisible());
        }
    }
}
