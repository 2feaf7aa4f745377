package org.signet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.browser.LongUsed.Sight;

/** Whoever has no mouse gets everywhere, and always sees where they are. */
class KeyboardTest {
    /** More than any page has to step through. */
    private static final int MOST_STEPS = 250;

    /** What the keyboard should reach: of several radio buttons that belong together, one. */
    private static final String REACHABLE = """
            () => {
              const groups = new Set();
              return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                .filter((each) => each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
                  && !each.disabled && each.tabIndex >= 0 && each.type !== 'hidden')
                .filter((each) => each.type !== 'radio' || groups.size !== groups.add(each.form?.id + each.name).size)
                .map((each, place) => { each.dataset.place = place; return each.outerHTML.slice(0, 160); });
            }""";

    /** Where the focus is, and whether that can be seen: a ring, or the shadow or border that stands for one. */
    private static final String FOCUSED = """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body) {
                return null;
              }
              const ring = getComputedStyle(at);
              const box = at.getBoundingClientRect();
              const group = at.type === 'radio' ? [...document.getElementsByName(at.name)] : [at];
              return {
                place: (group.find((each) => each.dataset.place) ?? at).dataset.place ?? '',
                html: at.outerHTML.slice(0, 160),
                seen: (ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 1) || ring.boxShadow !== 'none',
                inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
              };
            }""";

    private static LongUsed server;
    private static Browsing browsing;

    @BeforeAll
    static void start() throws IOException {
        server();
        browsing = Browsing.start();
    }

    private static LongUsed server() throws IOException {
        if (server == null) {
            server = new LongUsed();
        }
        return server;
    }

    @AfterAll
    static void stop() {
        if (browsing != null) {
            browsing.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Of each page what shows most of it. */
    static Stream<Sight> pages() throws IOException {
        return server().pages().stream().filter(Sight::most);
    }

    private static Page window(String who) {
        return Look.at(server.trial.url, browsing, server.badge(who), "en").page();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everythingIsReachedInTurnAndSeen(Sight sight) {
        Page page = window(sight.who());
        page.navigate(server.url(sight));
        @SuppressWarnings("unchecked")
        List<String> wanted = (List<String>) page.evaluate(REACHABLE);
        Set<String> reached = new HashSet<>();
        List<String> unseen = new ArrayList<>();
        String before = "";
        for (int step = 0; step < MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            @SuppressWarnings("unchecked")
            Map<String, Object> at = (Map<String, Object>) page.evaluate(FOCUSED);
            if (at == null) {
                // The browser's own frame, between the end and the beginning.
                continue;
            }
            String place = (String) at.get("place");
            boolean arrived = reached.add(place);
            if (!arrived && !place.equals(before)) {
                break;
            }
            before = place;
            if (arrived && !((Boolean) at.get("seen") && (Boolean) at.get("inside"))) {
                unseen.add((String) at.get("html"));
            }
        }
        List<String> missed = new ArrayList<>();
        for (int place = 0; place < wanted.size(); place++) {
            if (!reached.contains(Integer.toString(place))) {
                missed.add(wanted.get(place));
            }
        }
        page.context().close();
        assertThat(unseen).as("%s: where the focus cannot be seen", sight).isEmpty();
        assertThat(missed).as("%s: what the keyboard does not reach", sight).isEmpty();
    }

    @Test
    void theFirstStepSkipsToThePage() {
        Page page = window("administrator");
        page.navigate(server.trial.url + "/admin/people");
        page.keyboard().press("Tab");
        assertThat((String) page.evaluate("document.activeElement.className")).isEqualTo("skip");
        page.keyboard().press("Enter");
        assertThat((String) page.evaluate("document.activeElement.id")).isEqualTo("main");
        page.keyboard().press("Tab");
        assertThat((Boolean) page.evaluate("document.activeElement.closest('main') !== null"))
                .isTrue();
    }

    @Test
    void somebodySignsInAndOutByKeys() {
        server.trial.session("typist", org.signet.model.Role.OFFICER);
        Page page = browsing.visitor(new Browser.NewContextOptions().setViewportSize(1200, 900));
        page.navigate(server.trial.url + "/sign-in");
        page.keyboard().insertText("typist");
        page.keyboard().press("Tab");
        page.keyboard().insertText("correct horse battery");
        page.keyboard().press("Enter");
        page.waitForURL("**/admin");
        page.getByText("Sign out").first().focus();
        page.keyboard().press("Enter");
        page.waitForURL(server.trial.url + "/");
        assertThat(page.context().cookies()).noneMatch(cookie -> cookie.name.equals("signet"));
    }

    @Test
    void somebodyAsksForACertificateByKeys() {
        Page page = browsing.visitor(new Browser.NewContextOptions().setViewportSize(1200, 900));
        page.navigate(server.trial.url + "/enroll");
        page.locator("main form input[type=text], main form input:not([type])")
                .first()
                .focus();
        page.keyboard().insertText("Katherine Johnson");
        page.keyboard().press("Tab");
        page.keyboard().insertText("katherine@example.com");
        page.keyboard().press("Enter");
        page.getByText("katherine@example.com").first().waitFor();
        assertThat(page.locator("form input[name=address]").count()).isZero();
    }
}
