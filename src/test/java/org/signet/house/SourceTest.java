package org.signet.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What may be written where. */
class SourceTest {
    private static final Pattern ALGORITHM = Pattern.compile(
            "\\b(Signature|MessageDigest|KeyPairGenerator|KeyFactory|Cipher|KeyStore|Mac|SecretKeyFactory|KeyAgreement)"
                    + "\\.getInstance\\(|\"(SHA-?\\d+(with\\w+)?|MD5|RSA/|ECDSA|AES/[^\"]*|Ed25519|secp\\w+|X\\.509)\"");
    private static final Pattern CLOCK = Pattern.compile(
            "Instant\\.now\\(|Clock\\.system|System\\.currentTimeMillis\\(|LocalDate\\.now\\(|new SecureRandom\\(");
    private static final Pattern EMPTY_CATCH = Pattern.compile("catch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
    private static final Pattern CONSOLE = Pattern.compile("System\\.(out|err)|printStackTrace\\(");

    private static List<String> matching(Pattern pattern, String... exempt) {
        return Sources.below(Sources.MAIN, ".java").stream()
                .filter(file -> {
                    String name = Sources.MAIN.relativize(file).toString();
                    return List.of(exempt).stream().noneMatch(name::startsWith);
                })
                .filter(file -> pattern.matcher(Sources.code(file)).find())
                .map(Path::toString)
                .toList();
    }

    @Test
    void algorithmsAreNamedInThePolicyAlone() {
        assertThat(matching(ALGORITHM, "crypto/policy")).isEmpty();
    }

    @Test
    void clockAndRandomnessAreParameters() {
        assertThat(matching(CLOCK, "app", "crypto/policy/Providers")).isEmpty();
    }

    @Test
    void noExceptionIsSwallowed() {
        assertThat(matching(EMPTY_CATCH)).isEmpty();
    }

    @Test
    void onlyTheCommandLinePrints() {
        assertThat(matching(CONSOLE, "cli")).isEmpty();
    }

    @Test
    void migrationsAreNumberedAndSayWhy() {
        List<Path> migrations = Sources.below(Path.of("db"), ".sql");
        assertThat(migrations).isNotEmpty();
        for (int i = 0; i < migrations.size(); i++) {
            Path file = migrations.get(i);
            assertThat(file.getFileName().toString()).matches("V%03d__[a-z_]+\\.sql".formatted(i + 1));
            assertThat(Sources.text(file)).startsWith("-- ");
        }
    }

    @Test
    void bothLanguagesSayTheSameThings() throws Exception {
        Properties english = messages("en");
        Properties german = messages("de");
        assertThat(german.stringPropertyNames()).containsAll(english.stringPropertyNames());
        assertThat(german.stringPropertyNames().stream()
                        .filter(key ->
                                !key.startsWith("refusal.") && !key.startsWith("seen.") && !key.startsWith("warned."))
                        .toList())
                .allMatch(english.stringPropertyNames()::contains);
    }

    private static Properties messages(String language) throws Exception {
        Properties properties = new Properties();
        try (var in = java.nio.file.Files.newBufferedReader(Path.of("web", "messages", language + ".properties"))) {
            properties.load(in);
        }
        return properties;
    }
}
