package org.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The newest figure of each work, in a file beside the page that shows them. */
final class Figures {
    static final Path FOLDER = Path.of("src", "doc", "performance");
    private static final Path FILE = FOLDER.resolve("figures.tsv");

    private Figures() {}

    static List<Figure> read() {
        try {
            return Files.exists(FILE)
                    ? Files.readAllLines(FILE).stream().map(Figure::parse).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the place of the one before, or after all others. */
    static void keep(Figure figure) {
        List<Figure> figures = new ArrayList<>(read());
        int place = 0;
        while (place < figures.size() && !isOfSameWork(figures.get(place), figure)) {
            place++;
        }
        if (place < figures.size()) {
            figures.set(place, figure);
        } else {
            figures.add(figure);
        }
        try {
            Files.createDirectories(FOLDER);
            Files.write(FILE, figures.stream().map(Figure::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfSameWork(Figure one, Figure other) {
        return one.group().equals(other.group()) && one.work().equals(other.work());
    }
}
