package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.crypto.smime.report.Warning;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

class MessagesTest {
    private final Messages messages = Messages.ofClassPath();
    private final Words english = messages.in("en");
    private final Words german = messages.in("de");

    private static Set<String> ownKeys(Words words) {
        return words.keys().stream()
                .filter(key -> !key.startsWith("refusal.") && !key.startsWith("seen.") && !key.startsWith("warned."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void both_languages_say_the_same_things_about_the_same_places() {
        assertThat(ownKeys(german)).isEqualTo(ownKeys(english));
        for (String key : ownKeys(english)) {
            assertThat(places(german.raw(key))).as(key).isEqualTo(places(english.raw(key)));
        }
    }

    /** The later of two would silently stand for both. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void no_key_stands_twice_in_a_file(String language) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("web/messages", language + ".properties"))) {
            assertThat(lines.filter(line -> line.contains(" = ")).map(line -> line.substring(0, line.indexOf(" = "))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_language_more_is_a_file_more(@TempDir Path folder) throws IOException {
        for (String language : messages.languages()) {
            Files.copy(Path.of("web/messages", language + ".properties"), folder.resolve(language + ".properties"));
        }
        Files.writeString(
                folder.resolve("fr.properties"),
                "language.name = Français\nnav.trust = Faire confiance à notre CA\ndate.day = d MMM yyyy\n");
        Files.writeString(folder.resolve("fr.properties.orig"), "");
        Files.writeString(folder.resolve("notes.properties"), "a = b");
        inAFolderAndInAJar(folder, more -> {
            assertThat(more.languages()).containsExactly("en", "de", "fr");
            Words french = more.in("fr");
            assertThat(french.language()).isEqualTo("fr");
            assertThat(french.t("nav.trust")).isEqualTo("Faire confiance à notre CA");
            assertThat(french.t("home.title")).as("what it lacks").isEqualTo(english.t("home.title"));
            assertThat(french.refusal(new Refusal(RefusalCode.TOO_LARGE, "English.")))
                    .isEqualTo("English.");
            assertThat(french.day(Instant.parse("2026-02-01T00:00:00Z"))).isEqualTo("1 févr. 2026");
            assertThat(more.besides(french)).extracting(Words::languageName).containsExactly("English", "Deutsch");
            assertThat(more.preferred("fr-CA, de;q=0.9")).isEqualTo("fr");
        });
    }

    private static void inAFolderAndInAJar(Path folder, Consumer<Messages> check) throws IOException {
        check.accept(Messages.beside(folder.resolve("en.properties").toUri().toURL()));
        Path jar = folder.resolve("catalogues.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> !each.equals(jar)).toList()) {
                out.putNextEntry(new ZipEntry("web/messages/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        check.accept(Messages.beside(URI.create("jar:" + jar.toUri() + "!/web/messages/en.properties")
                .toURL()));
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(r -> r.group())
                .collect(Collectors.toSet());
    }

    @Test
    void every_sentence_that_a_page_names_is_there() throws IOException {
        Pattern named = Pattern.compile("(?:\\.t|\\.count)\\(\"([a-z0-9-]+(?:\\.[a-zA-Z0-9-]+)*)\"[,)]");
        try (Stream<Path> files = Stream.concat(
                Files.walk(Path.of("web/pages")), Files.walk(Path.of("src/main/java/org/signet/edge/web")))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher key = named.matcher(Files.readString(file));
                while (key.find()) {
                    Set<String> keys = english.keys();
                    assertThat(keys.contains(key.group(1)) || keys.contains(key.group(1) + ".many"))
                            .as(file + " names " + key.group(1))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void every_sentence_is_said_somewhere() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Stream.concat(
                Files.walk(Path.of("web/pages")), Files.walk(Path.of("src/main/java/org/signet/edge/web")))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        String sources = all.toString();
        // "mail.", "role." and others are the beginnings of keys, put together with a word of the trade.
        Set<String> beginnings = Pattern.compile("\"([a-z-]+\\.(?:[a-z-]+\\.)*)\"")
                .matcher(sources)
                .results()
                .map(r -> r.group(1))
                .collect(Collectors.toSet());
        assertThat(ownKeys(english))
                .filteredOn(key -> beginnings.stream().noneMatch(key::startsWith))
                .allMatch(key -> sources.contains("\"" + key + "\"")
                        || sources.contains("\"" + key.replaceFirst("\\.(one|many)$", "") + "\""));
    }

    @Test
    void every_event_and_each_of_its_facts_has_a_name() {
        for (Class<?> event : AuditEvent.class.getPermittedSubclasses()) {
            assertThat(english.keys()).contains("event." + event.getSimpleName());
            for (RecordComponent fact : event.getRecordComponents()) {
                assertThat(english.keys()).contains("fact." + fact.getName());
            }
        }
    }

    @Test
    void actors_are_named_in_plain_words() {
        assertThat(english.actor("operator:root")).isEqualTo("operator root at the command line");
        assertThat(german.actor("account:admin")).isEqualTo("Konto admin");
        assertThat(english.actor("person:{0}@example.com")).isEqualTo("applicant {0}@example.com");
        assertThat(english.actor("system")).isEqualTo("Signet itself");
        assertThat(english.actor("other:x")).isEqualTo("other:x");
    }

    @Test
    void refusals_have_a_german_sentence_where_people_meet_them() {
        for (RefusalCode code : RefusalCode.values()) {
            Refusal refusal = new Refusal(code, "English.");
            assertThat(english.refusal(refusal)).isEqualTo("English.");
            assertThat(german.refusal(refusal)).as(code.text()).isNotEqualTo("English.");
        }
        assertThat(german.keys())
                .filteredOn(key -> key.startsWith("refusal."))
                .allMatch(key -> key.equals("refusal.method-not-allowed")
                        || key.equals("refusal.unavailable")
                        || Stream.of(RefusalCode.values()).anyMatch(code -> key.equals("refusal." + code.text())));
    }

    @Test
    void what_a_check_sees_has_a_german_sentence_about_the_same_facts() throws IOException {
        Pattern name = Pattern.compile("String name\\(\\) \\{\\s*return \"([a-z]+)\";");
        Pattern seen = Pattern.compile(
                "\\.(good|soon|broken)\\(\\s*(?:code\\(issuer, )?\"([a-z.-]+)\"\\)?,\\s*(?:\"([^\"]*)\")?");
        int found = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/signet/app/selfcheck"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher check = name.matcher(Files.readString(file));
                if (check.find()) {
                    assertThat(english.keys()).contains("self-check.name." + check.group(1));
                }
                Matcher observation = seen.matcher(Files.readString(file));
                while (observation.find()) {
                    found++;
                    String key = "seen." + observation.group(2);
                    assertThat(german.keys()).contains(key);
                    if (observation.group(3) != null) {
                        assertThat(places(german.raw(key))).as(key).isEqualTo(places(observation.group(3)));
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(60);
        assertThat(english.keys()).noneMatch(key -> key.startsWith("seen."));
        Observation full = new Subject("disk", "").soon("disk.low", "{0} MiB.", "Tidy {1}.", 7, "/srv");
        assertThat(english.observed(full) + english.advice(full)).isEqualTo("7 MiB.Tidy /srv.");
        assertThat(german.observed(full)).contains("sind 7 MiB frei");
        assertThat(german.advice(full)).contains("auf dem /srv liegt");
    }

    @Test
    void what_a_message_warns_of_has_a_german_sentence() throws IOException {
        Pattern warning = Pattern.compile("(?:add|note|accept|Warning|Problem)\\(\\s*\"([a-z-]+)\",");
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/signet/crypto/smime"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                warning.matcher(Files.readString(file)).results().forEach(code -> keys.add("warned." + code.group(1)));
            }
        }
        assertThat(keys).hasSizeGreaterThan(40);
        assertThat(german.keys())
                .filteredOn(key -> key.startsWith("warned."))
                .containsExactlyInAnyOrderElementsOf(keys);
        Warning mismatch = new Warning("sender-mismatch", "English.", "eve@{1}.example", "ada@example.com");
        assertThat(english.warned(mismatch)).isEqualTo("English.");
        assertThat(german.warned(mismatch))
                .isEqualTo("Die Nachricht gibt eve@{1}.example als Absender an, aber das Zertifikat ist für"
                        + " ada@example.com.");
    }

    @Test
    void braces_in_arguments_are_text() {
        assertThat(english.t("certificate.revoked", "{1}", "{0}")).isEqualTo("Revoked on {1}. Reason: {0}.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "-|en",
                "de|de",
                "de-CH, en;q=0.5|de",
                "fr, de;q=0.3, en;q=0.8|en",
                "fr|en",
                "*|en",
                "not a header;;|en"
            })
    void the_browser_says_what_its_owner_reads(String header, String language) {
        assertThat(messages.preferred(header)).isEqualTo(language);
    }
}
