package org.signet.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How large things may grow, and what they may not be called. */
class SizeTest {
    private static final int FILE_LINES = 300;
    private static final int METHOD_LINES = 40;
    private static final int PACKAGE_FILES = 20;
    /** Catalogues of one-rule files. */
    private static final Set<String> CATALOGUES = Set.of("crypto/lint", "crypto/lint/crl", "ca/trust", "cli");

    private static final List<String> EMPTY_WORDS =
            List.of("Util", "Helper", "Manager", "Impl", "Abstract", "Default", "Common", "Misc");

    @Test
    void filesHaveAtMost300Lines() {
        List<String> large = Stream.of(
                        Sources.below(Sources.MAIN, ".java"),
                        Sources.below(Path.of("src", "test", "java"), ".java"),
                        Sources.below(Path.of("web", "static"), ".js"),
                        Sources.below(Path.of("web", "static"), ".css"),
                        Sources.below(Path.of("web", "pages"), ".jte"))
                .flatMap(List::stream)
                .filter(file -> Sources.text(file).lines().count() > FILE_LINES)
                .map(Path::toString)
                .toList();
        assertThat(large).isEmpty();
    }

    @Test
    void methodsHaveAtMost40Lines() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(Sources.below(Sources.MAIN, ".java")));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<String> large = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void nothing) {
                        if (method.getBody() != null && lines(unit, positions, method) > METHOD_LINES) {
                            large.add(unit.getSourceFile().getName() + ": " + method.getName());
                        }
                        return super.visitMethod(method, nothing);
                    }
                }.scan(unit, null);
            }
            assertThat(large).isEmpty();
        }
    }

    /** From the opening brace to the closing one, both included. */
    private static long lines(CompilationUnitTree unit, SourcePositions positions, MethodTree method) {
        var map = unit.getLineMap();
        long first = map.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = map.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        return last - first + 1;
    }

    @Test
    void packagesHaveAtMost20Files() {
        Map<Path, Long> counts = Sources.below(Sources.MAIN, ".java").stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        List<String> large = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > PACKAGE_FILES)
                .map(entry -> Sources.MAIN.relativize(entry.getKey()).toString())
                .filter(name -> !CATALOGUES.contains(name) && !name.equals("model"))
                .toList();
        assertThat(large).isEmpty();
    }

    @Test
    void everyPackageTellsItsDuty() {
        Set<Path> silent = Sources.below(Sources.MAIN, ".java").stream()
                .map(Path::getParent)
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .collect(Collectors.toSet());
        assertThat(silent).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() {
        List<String> vague = Sources.below(Sources.MAIN, ".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                // X.520's own word
                .map(name -> name.replace("CommonName", ""))
                .filter(name -> EMPTY_WORDS.stream().anyMatch(name::contains))
                .toList();
        assertThat(vague).isEmpty();
    }
}
