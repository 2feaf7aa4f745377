package org.signet.cli;

import java.util.List;
import java.util.function.Consumer;
import org.signet.edge.json.Json;
import picocli.CommandLine.Option;

/** How a list is printed: a line each, or for scripts. */
final class ListOutput {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    <T> void print(List<T> all, Consumer<T> line) {
        if (json) {
            System.out.println(Json.writePretty(all));
        } else {
            all.forEach(line);
        }
    }
}
