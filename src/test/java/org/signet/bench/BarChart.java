package org.signet.bench;

import java.util.List;
import java.util.Locale;

/** Horizontal bars on a logarithmic scale around 1, as an SVG that is read in light and dark, and by those who do not see it. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int EDGE = 12;
    private static final int ROW = 36;
    private static final int TOP = 46;
    /** What is drawn at the edges; more is cut. */
    private static final double MOST = 8;

    private static final String STYLE =
            "text{font:12px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600;font-size:14px}"
                    + ".paper{fill:#fff}.met{fill:#2f7d5b}.missed{fill:#b35900}.one{stroke:#1f2328;stroke-width:1.5}"
                    + ".mark{stroke:#8884;stroke-width:1}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#0d1117}"
                    + ".one{stroke:#e6edf3}.met{fill:#4fb286}.missed{fill:#e0903c}}";

    private BarChart() {}

    /** A bar's length is how much was reached; what it says stands beside it. */
    record Bar(String label, double reached, String text) {}

    static String svg(String title, List<Bar> bars) {
        int height = TOP + bars.size() * ROW + 12;
        StringBuilder svg = new StringBuilder();
        svg.append(line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"t d\">%n",
                WIDTH, height));
        svg.append("<title id=\"t\">").append(escaped(title)).append("</title>\n<desc id=\"d\">");
        bars.forEach(bar -> svg.append(escaped(bar.label() + ": " + bar.text())).append("; "));
        svg.append("</desc>\n<style>").append(STYLE).append("</style>\n");
        svg.append(line("<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n", WIDTH, height));
        svg.append("<text class=\"title\" x=\"12\" y=\"22\">")
                .append(escaped(title))
                .append("</text>\n");
        for (double mark : new double[] {0.25, 0.5, 1, 2, 4}) {
            svg.append(line(
                    "<line class=\"%s\" x1=\"%2$.1f\" x2=\"%2$.1f\" y1=\"%3$d\" y2=\"%4$d\"/>%n",
                    mark == 1 ? "one" : "mark", x(mark), TOP - 4, height - 8));
            svg.append(line(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(mark), TOP - 9, mark == Math.rint(mark) ? (int) mark : "1/" + (int) (1 / mark)));
        }
        for (int i = 0; i < bars.size(); i++) {
            svg.append(bar(bars.get(i), TOP + i * ROW));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Bar bar, int top) {
        double from = Math.min(x(bar.reached()), x(1));
        double width = Math.abs(x(bar.reached()) - x(1));
        boolean isMet = bar.reached() >= 1;
        String label = line("<text x=\"12\" y=\"%d\">%s</text>%n", top + 13, escaped(bar.label()));
        String box = line(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\"/>%n",
                isMet ? "met" : "missed", from, top + 18, Math.max(1, width));
        String value = line(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                isMet ? x(1) - 5 : x(1) + 5, top + 29, isMet ? "end" : "start", escaped(bar.text()));
        return label + box + value;
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static double x(double reached) {
        double inside = Math.max(1 / MOST, Math.min(MOST, reached));
        double half = WIDTH / 2.0 - EDGE;
        return EDGE + half + Math.log(inside) / Math.log(MOST) * half;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
