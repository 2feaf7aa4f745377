package org.signet.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that the threat model names are there. */
class ThreatModelTest {
    private static final Path TESTS = Path.of("src", "test", "java");

    @Test
    void everyTestItNamesExistsAndEveryThreatHasOne() {
        String text = Sources.text(Path.of("src", "doc", "threat-model.md"));
        List<String> missing = new ArrayList<>();
        Matcher named = Pattern.compile("`(\\w+Test)\\.(\\w+)`").matcher(text);
        int count = 0;
        while (named.find()) {
            count++;
            if (!exists(named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(60);
        assertThat(text.substring(text.indexOf("## Certificates")).lines())
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| threat"))
                .allMatch(line -> line.matches(".*Test\\.\\w+`.*"));
    }

    private static boolean exists(String type, String method) {
        Pattern declared =
                Pattern.compile("@(Test|ParameterizedTest)\\b[^;{}]*(\\{[^;]*\\}[^;{}]*)?\\bvoid " + method + "\\(");
        return Sources.below(TESTS, "/" + type + ".java").stream()
                .anyMatch(file -> declared.matcher(Sources.text(file)).find());
    }
}
