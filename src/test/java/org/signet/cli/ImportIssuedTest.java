package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;

/** {@code signet import-issued}: from a backup to what turned up since. */
class ImportIssuedTest {
    @TempDir
    private Path folder;

    private Path found;

    /** Signed mail is Ada's, whom the CA knew at the moment of the backup; what the folder holds came later. */
    @BeforeEach
    void lose() throws IOException {
        Post post = Post.in(folder);
        found = Files.createDirectory(folder.resolve("found"));
        Path ca = folder.resolve("ca");
        copy(Post.ca(), ca);
        ran("backup --data FOLDER/ca --out FOLDER/ca.p7m --passphrase-file FOLDER/passphrase");
        Files.write(folder.resolve("grace.csr"), Csr.fresh());
        ran("issue --data FOLDER/ca --csr FOLDER/grace.csr --email grace@example.com --out FOLDER/found/grace.pem");
        Files.write(folder.resolve("emmy.csr"), Csr.fresh());
        ran("issue --data FOLDER/ca --csr FOLDER/emmy.csr --email emmy@example.com --out FOLDER/emmy.pem");
        ran("restore FOLDER/ca.p7m --data FOLDER/back --passphrase-file FOLDER/passphrase");
        post.mail("plain.eml", "ada", "bob", "hello");
        ran(
                "sign --in FOLDER/plain.eml --p12 FOLDER/ada.p12 --passphrase-file FOLDER/passphrase --out FOLDER/found/ada.eml");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private Ran run(String line) {
        List<String> words =
                new ArrayList<>(List.of(line.replace("FOLDER/", folder + "/").split(" ")));
        return Ran.of(words.toArray(String[]::new));
    }

    private void ran(String line) {
        Ran ran = run(line);
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    @Test
    void certificatesAreTakenFromAFolderOfWhateverTurnedUp() throws IOException {
        assertThat(run("find emmy@example.com --data FOLDER/back").code()).isEqualTo(Main.NO);
        Ran first = run("import-issued FOLDER/found --data FOLDER/back");
        assertThat(first.out())
                .matches("\\S+/grace.pem: [0-9a-f]+ grace@example.com\n"
                        + "1 certificates recorded, 0 of them as revoked, 1 known already, 0 refused.\n");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(run("find grace@example.com --data FOLDER/back").code()).isZero();
        Files.writeString(found.resolve("note.txt"), "not one");
        Files.copy(
                folder.resolve("foreign.pem"),
                Files.createDirectory(found.resolve("more")).resolve("foreign.pem"));
        Ran second = run("import-issued FOLDER/found FOLDER/emmy.pem --json --data FOLDER/back");
        assertThat(second.code()).isEqualTo(Main.NO);
        JsonNode told = new ObjectMapper().readTree(second.out());
        assertThat(told.get("recorded").findValuesAsText("detail")).containsExactly("emmy@example.com");
        assertThat(told.get("known").intValue()).isEqualTo(2);
        assertThat(told.get("refused").findValuesAsText("source"))
                .containsExactly(
                        found.resolve("more/foreign.pem").toString(),
                        found.resolve("note.txt").toString());
        assertThat(run("audit verify --data FOLDER/back").code()).isZero();
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(run("import-issued --data FOLDER/back").code()).isEqualTo(Main.WRONG_USE);
        assertThat(run("import-issued FOLDER/emmy.pem --since yesterday --data FOLDER/back")
                        .err())
                .contains("2026-01-31");
        assertThat(run("import-issued FOLDER/nowhere --data FOLDER/back").err()).contains("cannot be read");
        Ran whole = run("import-issued FOLDER/emmy.pem --data FOLDER/ca");
        assertThat(whole.code()).isEqualTo(Main.NO);
        assertThat(whole.err()).contains("no restored backup");
    }
}
