package org.signet.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.signet.edge.web.RightsVisitors.Badge;

/** One visitor's window, and what is wrong with the pages in it. */
final class Look {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** Stricter than the one that the server sends: pages load what they need from below {@code /static/}, and nothing else. */
    private static final String STRICTER = "default-src 'none'; script-src %1$s/static/; style-src %1$s/static/;"
            + " img-src %1$s/static/ data:; connect-src 'self'; form-action 'self'; base-uri 'none'";

    /** Collects what a page would not tell later. */
    private static final String WITNESS = """
            window.signetSeen = { shift: 0, shifted: [], violations: [] };
            document.addEventListener('securitypolicyviolation', (event) =>
              signetSeen.violations.push(event.effectiveDirective + ' ' + event.blockedURI));
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
              signetSeen.shift += entry.value;
              entry.sources.forEach((source) => signetSeen.shifted.push((source.node?.outerHTML ?? source.node?.textContent ?? '').slice(0, 100)
                + JSON.stringify([source.previousRect, source.currentRect])));
            })).observe({ type: 'layout-shift', buffered: true });""";

    private final String url;
    private final Page page;
    private final AtomicLong octets = new AtomicLong();

    private Look(String url, Page page) {
        this.url = url;
        this.page = page;
    }

    /**
     * A window of a visitor who reads that language. Nothing is kept from one page to the next, as on a first visit.
     *
     * @param badge whose it is; none for nobody's
     */
    static Look at(String url, Browsing browsing, Optional<Badge> badge, String language) {
        Page page = browsing.visitor(new Browser.NewContextOptions()
                .setViewportSize(1200, 900)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
        List<Cookie> cookies = new ArrayList<>(List.of(new Cookie("lang", language).setUrl(url)));
        badge.ifPresent(each -> cookies.add(new Cookie(each.cookie(), each.secret()).setUrl(url)));
        page.context().addCookies(cookies);
        page.addInitScript(WITNESS);
        Look look = new Look(url, page);
        CDPSession network = page.context().newCDPSession(page);
        network.send("Network.enable");
        network.on(
                "Network.loadingFinished",
                event -> look.octets.addAndGet(event.get("encodedDataLength").getAsLong()));
        com.google.gson.JsonObject none = new com.google.gson.JsonObject();
        none.addProperty("cacheDisabled", true);
        network.send("Network.setCacheDisabled", none);
        return look;
    }

    /** Has every document say that it should be read by a stricter policy too; what breaks it is among the violations. */
    Look strictly() {
        String policy = STRICTER.formatted(url);
        page.route(path -> path.startsWith(url) && !path.contains("/static/"), route -> resumed(route, policy));
        return this;
    }

    private static void resumed(Route route, String policy) {
        if (!route.request().isNavigationRequest()) {
            route.resume();
            return;
        }
        var answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("content-security-policy-report-only", policy);
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
    }

    /** Opens a page and waits until it is ready. */
    Response open(String address) {
        octets.set(0);
        Response answer = page.navigate(address);
        settle();
        return answer;
    }

    /** Sends a form to that address, as a page of ours would. */
    void send(String address, Map<String, String> fields) {
        page.navigate(url + "/sign-in");
        octets.set(0);
        page.evaluate("""
                ([address, fields]) => {
                  const form = document.createElement('form');
                  form.method = 'post';
                  form.action = address;
                  for (const [name, value] of Object.entries(fields)) {
                    const field = document.createElement('textarea');
                    field.name = name;
                    field.value = value;
                    form.append(field);
                  }
                  document.body.append(form);
                  window.isOld = true;
                  form.submit();
                }""", List.of(address, fields));
        page.waitForFunction("() => !window.isOld && document.readyState === 'complete'");
        settle();
    }

    /** Two frames after everything was loaded, so that what scripts change is drawn. */
    private void settle() {
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    Page page() {
        return page;
    }

    /** That with which the page was answered. */
    int status() {
        return ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")).intValue();
    }

    /** What came over the network for the page, heads included. */
    long octets() {
        return octets.get();
    }

    /** Milliseconds from the request until the page could be used. */
    double ready() {
        return ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
                .doubleValue();
    }

    /**
     * What moved on the page after it was first drawn, by more than a hundredth (a tenth counts as good), and what its policy forbade;
     * nothing if all is well.
     */
    List<String> unrest() {
        @SuppressWarnings("unchecked")
        List<String> seen = (List<String>) page.evaluate("""
                () => [...signetSeen.violations.map((each) => 'forbidden: ' + each),
                  ...(signetSeen.shift > 0.01 ? ['moved by ' + signetSeen.shift + ': ' + signetSeen.shifted.join(', ')] : [])]""");
        return seen;
    }

    /** What is wrong when it is shown so: for people who read by other means, by axe's rules, and what does not fit. */
    List<String> faults(int width, ColorScheme colours) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        List<String> faults = new ArrayList<>(tooWide());
        new AxeBuilder(page)
                .withTags(RULES)
                .setLegacyMode(true)
                .analyze()
                .getViolations()
                .forEach(violation -> violation
                        .getNodes()
                        .forEach(node -> faults.add(width + " " + colours + " " + violation.getId() + ": "
                                + node.getHtml() + " " + node.getFailureSummary())));
        return faults;
    }

    List<String> tooWide(int width) {
        page.setViewportSize(width, 900);
        return tooWide();
    }

    private List<String> tooWide() {
        int shown = page.viewportSize().width;
        int wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        return wide > shown ? List.of(wide + " wide at " + shown) : List.of();
    }
}
