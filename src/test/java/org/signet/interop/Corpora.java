package org.signet.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test data of others, which is no part of this project: in the folder that {@code SIGNET_CORPORA} names. */
public final class Corpora {
    private Corpora() {}

    /** That part of it; without it the test is left out. */
    public static Path require(String name) {
        String folder = System.getenv("SIGNET_CORPORA");
        Assumptions.assumeTrue(
                folder != null && Files.isDirectory(Path.of(folder, name)),
                () -> "left out: this test needs " + name + " in the folder that SIGNET_CORPORA names");
        return Path.of(folder, name);
    }
}
