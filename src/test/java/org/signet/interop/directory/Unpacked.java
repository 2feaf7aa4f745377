package org.signet.interop.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.signet.interop.Program;

/** A peer that src/test/verify.sh unpacks, with its libraries beside it, or an installed one. */
final class Unpacked {
    private Unpacked() {}

    static Program program(String name) {
        return Program.require(name).with(environment(name));
    }

    /** How it finds what it needs. */
    static Map<String, String> environment(String name) {
        Path usr = Path.of(path(name)).getParent().getParent();
        return Map.of(
                "LD_LIBRARY_PATH", usr.resolve("lib/x86_64-linux-gnu").toString(),
                "PYTHONPATH", usr.resolve("lib/python3/dist-packages").toString());
    }

    static String path(String name) {
        Program.require(name);
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }
}
