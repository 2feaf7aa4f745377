package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.signet.ca.trust.TrustKits;
import org.signet.interop.Packaged;
import org.signet.interop.Program;
import org.signet.model.Bytes;

/** Thunderbird itself, with the kit in its folder: what it shows above a message that the CA's own mailbox signed. */
class ThunderbirdTest extends Kits {
    private static final Path DRIVER =
            Path.of("src/test/resources/thunderbird.py").toAbsolutePath();

    /** The folder of the installed program. */
    private static Path installed() throws IOException {
        Program.require("thunderbird");
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(each -> Path.of(each).resolveSibling("lib").resolve("thunderbird"))
                .filter(each -> Files.isExecutable(each.resolve("thunderbird-bin")))
                .findFirst()
                .orElseThrow();
    }

    /** The same program in a folder of our own: it looks for policies beside itself. */
    private Path program() throws IOException {
        Path installed = installed();
        Path program = Files.createDirectory(folder.resolve("program"));
        try (Stream<Path> files = Files.list(installed)) {
            for (Path file : files.toList()) {
                if (file.endsWith("thunderbird-bin")) {
                    Files.copy(file, program.resolve("thunderbird-bin"));
                } else if (!file.endsWith("distribution")) {
                    Files.createSymbolicLink(program.resolve(file.getFileName()), file);
                }
            }
        }
        return program;
    }

    private List<String> says(Path program, String run, List<Bytes> messages) throws IOException {
        Path home = Files.createDirectory(folder.resolve(run));
        Path profile = Files.createDirectory(home.resolve("profile"));
        String[] files = new String[messages.size()];
        for (int i = 0; i < files.length; i++) {
            files[i] =
                    write(home.resolve(i + ".eml"), messages.get(i).toArray()).toString();
        }
        // Libraries of the cache, where the program was only unpacked.
        String libraries = program + ":" + installed().resolveSibling("x86_64-linux-gnu");
        Program.Result result = Program.of(
                        Map.of("HOME", home.toString(), "LD_LIBRARY_PATH", libraries),
                        "python3",
                        DRIVER.toString(),
                        program.resolve("thunderbird-bin").toString(),
                        profile.toString(),
                        Integer.toString(Packaged.freePort()))
                .run(files);
        return result.expect(0)
                .output()
                .lines()
                .filter(line -> line.startsWith("says "))
                .map(line -> line.substring("says ".length()))
                .toList();
    }

    @Test
    void withTheKitItCallsTheSignatureGoodAndWithoutItDoesNot() throws Exception {
        Program.require("python3");
        Path program = program();
        assertThat(says(program, "without", List.of(ca.signedBefore())))
                .hasSize(1)
                .noneMatch(icon -> icon.contains("signed-ok") || icon.contains("failed"));
        unpack(TrustKits.ofId("thunderbird").orElseThrow().write(ca.during()), program);
        assertThat(says(program, "with", List.of(ca.signedBefore(), ca.signedDuring())))
                .containsExactly("message-signed-ok.svg", "message-signed-ok.svg");
    }

    private static void unpack(Bytes zip, Path into) throws IOException {
        try (ZipInputStream in = new ZipInputStream(zip.open())) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
    }
}
