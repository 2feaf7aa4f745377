package org.signet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.signet.crypto.policy.Providers;

/** Writes the figures into {@code src/doc/performance.md}, between its two marks, and a chart of each chapter. */
final class PerformancePage {
    private static final Path PAGE = Path.of("src", "doc", "performance.md");
    private static final String BEGIN = "<!-- figures: src/test/bench.sh PerformancePage -->";
    private static final String END = "<!-- end of figures -->";

    private PerformancePage() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, List<Figure>> groups = Figures.read().stream()
                .collect(Collectors.groupingBy(Figure::group, LinkedHashMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder("The newest of these were taken on " + machine() + ".\n\n");
        int chart = 0;
        for (Map.Entry<String, List<Figure>> group : groups.entrySet()) {
            String picture = "chart-" + ++chart + ".svg";
            text.append("### ").append(group.getKey()).append("\n\n");
            List<BarChart.Bar> bars = group.getValue().stream()
                    .filter(figure -> figure.bar().isSet())
                    .map(figure -> new BarChart.Bar(figure.work(), figure.reached(), figure.text()))
                    .toList();
            if (!bars.isEmpty()) {
                Files.writeString(
                        Figures.FOLDER.resolve(picture),
                        BarChart.svg(group.getKey() + ": how much of the bar was reached", bars));
                text.append("![%s](performance/%s)%n%n".formatted(group.getKey(), picture));
            }
            text.append(table(group.getValue())).append('\n');
        }
        String page = Files.readString(PAGE);
        Files.writeString(
                PAGE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n\n" + text
                        + page.substring(page.indexOf(END)));
    }

    private static String table(List<Figure> figures) {
        StringBuilder table = new StringBuilder("| work | figure | bar | how | day |\n|---|---|---|---|---|\n");
        for (Figure figure : figures) {
            String bar = figure.bar() + (figure.bar().isSet() && figure.reached() < 1 ? " **missed**" : "");
            table.append("| %s | **%s** | %s | %s | %s |%n"
                    .formatted(figure.work(), figure.text(), bar, figure.detail(), figure.day()));
        }
        return table.toString();
    }

    /** What these figures were taken on. */
    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .orElse("unknown");
        return String.format(
                Locale.ROOT,
                "%d × %s, Linux %s, Java %s, %s",
                Runtime.getRuntime().availableProcessors(),
                processor,
                System.getProperty("os.version"),
                Runtime.version(),
                Providers.choices());
    }
}
