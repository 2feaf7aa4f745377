package org.signet.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of the table {@code deeds.txt}: a form that somebody sends, and the page that they see then.
 *
 * @param who a column of the table of rights
 * @param status of the page that is seen in the end
 * @param place how its path begins
 * @param path of the form
 */
record Deed(String who, int status, String place, String name, String path, Map<String, String> fields) {
    private static final Pattern LINE = Pattern.compile("(\\w+) +(\\d+) +(\\S+) +(.*?) *\\| (\\S+)(?: & (.*))?");

    static List<Deed> all() throws IOException {
        try (InputStream table = Deed.class.getResourceAsStream("deeds.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Deed::of)
                    .toList();
        }
    }

    private static Deed of(String line) {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw new IllegalArgumentException(line);
        }
        // The values have ampersands too.
        Map<String, String> fields = words.group(6) == null
                ? Map.of()
                : Arrays.stream(words.group(6).split(" & (?=[a-z]+=)"))
                        .collect(Collectors.toMap(
                                field -> field.replaceFirst("=.*", ""), field -> field.replaceFirst("[a-z]+=", "")));
        return new Deed(
                words.group(1),
                Integer.parseInt(words.group(2)),
                words.group(3),
                words.group(4),
                words.group(5),
                fields);
    }

    @Override
    public String toString() {
        return who + ": " + name;
    }
}
