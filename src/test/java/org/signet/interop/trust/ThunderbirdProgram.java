package org.signet.interop.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.signet.ca.trust.TrustKits;
import org.signet.ca.trust.TrustSite;
import org.signet.interop.Packaged;
import org.signet.interop.Program;

/** Thunderbird itself in a folder of our own, since it looks for policies beside itself; driven as Mozilla's tests drive it. */
final class ThunderbirdProgram {
    private static final Path DRIVER =
            Path.of("src/test/resources/thunderbird.py").toAbsolutePath();

    private final Path folder;
    private final Path program;

    ThunderbirdProgram(Path folder) throws IOException {
        Program.require("python3");
        Path installed = installed();
        this.folder = folder;
        this.program = Files.createDirectory(folder.resolve("program"));
        try (Stream<Path> files = Files.list(installed)) {
            for (Path file : files.toList()) {
                if (file.endsWith("thunderbird-bin")) {
                    Files.copy(file, program.resolve("thunderbird-bin"));
                } else if (!file.endsWith("distribution")) {
                    Files.createSymbolicLink(program.resolve(file.getFileName()), file);
                }
            }
        }
    }

    /** The folder of the installed program. */
    private static Path installed() throws IOException {
        Program.require("thunderbird");
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(each -> Path.of(each).resolveSibling("lib").resolve("thunderbird"))
                .filter(each -> Files.isExecutable(each.resolve("thunderbird-bin")))
                .findFirst()
                .orElseThrow();
    }

    /** Unpacks a kit into the program's folder. */
    void install(String kit, TrustSite site) throws IOException {
        unpack(kit, site, program);
    }

    /** A profile that nobody used yet. */
    Path profile(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name).resolve("profile"));
    }

    static void unpack(String kit, TrustSite site, Path into) throws IOException {
        byte[] file = TrustKits.ofId(kit).orElseThrow().write(site).toArray();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path to = into.resolve(entry.getName());
                Files.createDirectories(to.getParent());
                Files.write(to, in.readAllBytes());
            }
        }
    }

    /**
     * What it says to each question.
     *
     * @param questions files of messages, or addresses whose certificates are looked for
     */
    List<String> says(Path profile, List<String> questions) throws IOException {
        // Libraries of the cache, where the program was only unpacked.
        String libraries = program + ":" + installed().resolveSibling("x86_64-linux-gnu");
        return Program.of(
                        Map.of("HOME", profile.getParent().toString(), "LD_LIBRARY_PATH", libraries),
                        "python3",
                        DRIVER.toString(),
                        program.resolve("thunderbird-bin").toString(),
                        profile.toString(),
                        Integer.toString(Packaged.freePort()))
                .run(questions.toArray(String[]::new))
                .expect(0)
                .output()
                .lines()
                .filter(line -> line.startsWith("says "))
                .map(line -> line.substring("says ".length()))
                .toList();
    }
}
