package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The list of what we ship, as the build makes it (CycloneDX). */
class LicencesTest {
    private static List<JsonNode> components() throws Exception {
        JsonNode bom = new ObjectMapper().readTree(Path.of("target", "bom.json").toFile());
        assertThat(bom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        return StreamSupport.stream(bom.get("components").spliterator(), false).toList();
    }

    private static String licence(JsonNode component) {
        return StreamSupport.stream(component.get("licenses").spliterator(), false)
                .map(each -> Stream.of(each.at("/license/id"), each.at("/license/name"), each.at("/expression"))
                        .filter(JsonNode::isTextual)
                        .findFirst()
                        .orElseThrow()
                        .asText())
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    @Test
    void eachLibraryThatIsShippedIsInTheListAndNothingElse() throws Exception {
        Set<String> listed = components().stream()
                .map(component -> component.get("name").asText() + "-"
                        + component.get("version").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(Path.of("target", "lib"))) {
            Set<String> shipped = files.map(
                            file -> file.getFileName().toString().replaceAll("(-linux-x86_64)?\\.jar$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed).isEqualTo(shipped);
        }
        assertThat(components())
                .allSatisfy(component -> assertThat(component.get("hashes")).isNotEmpty());
    }

    @Test
    void theManualNamesTheLicenceOfEach() throws Exception {
        List<String> rows = components().stream()
                .map(component -> "| `" + component.get("group").asText() + ":"
                        + component.get("name").asText() + "` | " + licence(component) + " |")
                .sorted()
                .toList();
        assertThat(Files.readAllLines(Path.of("src", "doc", "licences.md")).stream()
                        .filter(line -> line.startsWith("| `")))
                .containsExactlyInAnyOrderElementsOf(rows);
    }
}
