package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.app.bulk.BulkReport;
import org.signet.edge.json.Json;

/** {@code issue --bulk}: what it prints, and its exit codes. */
class IssueBulkTest {
    @TempDir
    Path folder;

    private Ran run(Path ca, String table, String... more) throws IOException {
        Path csv = Files.writeString(folder.resolve("people.csv"), table);
        List<String> arguments = new ArrayList<>(List.of("issue", "--data", ca.toString(), "--bulk", csv.toString()));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(new String[0]));
    }

    @Test
    void exitCodesTellWhetherAllIsDone() throws IOException {
        Path ca = TestCa.copy(folder);
        Files.write(folder.resolve("a.csr"), Csr.fresh());
        String out = folder.resolve("out").toString();
        String good = "email,csr\nada@example.com,a.csr\n";

        Ran done = run(ca, good, "--out", out);
        assertThat(done)
                .isEqualTo(
                        new Ran(0, "1 rows: 1 issued, 0 issued before, 0 invited, 0 invited before, 0 refused.\n", ""));
        Path report = folder.resolve("report.json");
        Ran some = run(ca, good + "eve@example.org\u001b[2J,\n", "--out", out, "--json", "--report", report.toString());
        assertThat(some.code()).isEqualTo(1);
        assertThat(some.out()).isEqualTo(Files.readString(report));
        BulkReport told = Json.read(some.out(), BulkReport.class).orThrow();
        assertThat(told.issuedBefore()).isEqualTo(1);
        assertThat(told.refused()).hasSize(1);
        assertThat(told.refused().get(0).line()).isEqualTo(3);
        assertThat(run(ca, "email\neve@example.org\n").out())
                .startsWith("line 2, eve@example.org: This CA certifies addresses of ");

        assertThat(run(ca, "email,csr,department\n", "--out", out).code()).isEqualTo(2);
        assertThat(run(ca, "email,name\n\"ada@example.com,\n", "--out", out).code())
                .isEqualTo(2);
        Ran nowhere = run(ca, good);
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--out DIR");
        assertThat(run(ca, good, "--out", out, "--email", "ada@example.com").code())
                .isEqualTo(2);
        assertThat(run(ca, good, "--out", out, "--profile", "nonsense").code()).isEqualTo(2);
        assertThat(run(folder.resolve("none"), good, "--out", out).code()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsNotHereEndsItBeforeTheFirstRow() throws IOException {
        Path ca = TestCa.copy(folder);
        Files.delete(ca.resolve("keys/issuing-1.p12"));
        Ran ran = run(
                ca,
                "email,csr\nada@example.com,a.csr\n",
                "--out",
                folder.resolve("out").toString());
        assertThat(ran.code()).isEqualTo(3);
        assertThat(run(ca, "email\nada@example.com\n").code()).isZero();
    }
}
