package org.signet.crypto.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.lint.crl.CrlLint;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.Pem;
import org.signet.model.Bytes;
import org.signet.model.Finding;

/** Every sample in {@code certs-samples/} carries what is expected of it, and every rule has a sample that breaks it. */
class LintSamplesTest {
    private static final Path FOLDER = Path.of("certs-samples");
    private static final String MARK = "# expect: ";
    private static final String UNREADABLE = "unreadable";

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".pem")).sorted().toList().stream();
        }
    }

    private static Set<String> expected(Path sample) throws IOException {
        return Files.readAllLines(sample).stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .filter(line -> !line.equals("nothing"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void findsWhatTheSampleSays(Path sample) throws IOException {
        List<Bytes> crls = Pem.decodeAll(Pem.CRL, Files.readString(sample));
        Set<String> found = crls.isEmpty()
                ? Certificate.parseFile(Files.readAllBytes(sample))
                        .fold(parsed -> named(Lint.check(parsed.get(0).content())), refusal -> Set.of(UNREADABLE))
                : Crl.parse(crls.get(0))
                        .fold(crl -> named(CrlLint.check(crl.content())), refusal -> Set.of(UNREADABLE));
        assertThat(found).isEqualTo(expected(sample));
    }

    private static Set<String> named(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding.code())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Rule> rules() {
        return Stream.concat(Lint.rules().stream(), CrlLint.rules().stream());
    }

    @Test
    void everyRuleHasASampleThatBreaksIt() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path sample : samples().toList()) {
            expected(sample).stream()
                    .filter(finding -> !finding.equals(UNREADABLE))
                    .forEach(finding -> broken.add(finding.substring(finding.indexOf(' ') + 1)));
        }
        List<String> rules = rules().map(Rule::code).sorted().toList();
        assertThat(broken).containsExactlyElementsOf(rules);
    }

    @Test
    void everyRuleCitesItsSourceAndTellsSinceWhenItHolds() {
        assertThat(rules())
                .allMatch(rule -> rule.citation().contains("§"))
                .allMatch(rule -> rule.effective().isAfter(LocalDate.of(2008, 4, 30)));
    }
}
