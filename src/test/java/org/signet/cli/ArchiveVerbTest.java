package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.Wanted;
import org.signet.model.SerialNumber;

class ArchiveVerbTest {
    @TempDir
    Path folder;

    /** Ten years ago somebody got a certificate. */
    private SerialNumber old(Path[] place) {
        MovingClock then = MovingClock.started();
        then.forward(Duration.ofDays(-3_650));
        place[0] = TestCa.found(folder.resolve("ca"), List.of("example.com"), "http://localhost:8080", then);
        then.forward(Duration.ofMinutes(1));
        try (Signet signet = TestCa.open(place[0], then)) {
            signet.openIssuingKey().orThrow();
            return Wanted.of("ada@example.com").from(signet).certificate().serial();
        }
    }

    @Test
    void whereTheCaDidNotServeByItsClockSomebodyMustHaveCheckedIt() {
        Path[] place = new Path[1];
        old(place);
        Ran run = Ran.of("archive", "run", "--data", place[0].toString(), "--after", "730", "--yes");
        assertThat(run.code()).isEqualTo(Main.NO);
        assertThat(run.err()).contains("served on 0 of the last 31 days", "--clock-is-right");
        assertThat(place[0].resolve("archive")).doesNotExist();
    }

    @Test
    void whatEndedLongAgoIsMovedFoundAndVerified() throws Exception {
        Path[] place = new Path[1];
        String serial = old(place).hex();
        String ca = place[0].toString();
        assertThat(Ran.of("archive", "run", "--data", ca).err()).contains("archive_after_days");
        assertThat(Ran.of("archive", "run", "--data", ca, "--after", "30").code())
                .isEqualTo(Main.WRONG_USE);
        Ran dry = Ran.of("archive", "run", "--data", ca, "--after", "730", "--dry-run");
        assertThat(dry.out()).startsWith("0 of 1 certificates");
        assertThat(place[0].resolve("archive")).doesNotExist();
        TestCa.configure(place[0], text -> text.replace("# archive_after_days = 1095", "archive_after_days = 730"));
        Ran unasked = Ran.of("archive", "run", "--data", ca, "--clock-is-right");
        assertThat(unasked.err()).as("nobody is there to be asked").contains("--yes");
        assertThat(Ran.of("archive", "run", "--data", ca, "--clock-is-right", "--yes", "--json")
                        .out())
                .contains("\"moved\" : 1");
        assertThat(Ran.of("archive", "verify", "--data", ca))
                .isEqualTo(new Ran(0, "The archive is whole: 1 files.\n", ""));
        assertThat(Ran.of("archive", "find", "ada@example.com", "--data", ca).out())
                .contains(serial, ".zip\t{");
        assertThat(Ran.of("archive", "find", "nobody", "--data", ca).code()).isEqualTo(Main.NO);
        assertThat(Ran.of("revoke", "--serial", serial, "--data", ca).err()).contains("was archived, in certificates-");
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
        String backup = "backup --data " + ca + " --passphrase-file " + passphrase + " --out ";
        assertThat(Ran.of((backup + folder.resolve("one.p7m")).split(" ")).out())
                .contains("copy " + place[0].resolve("archive") + " too");
        assertThat(Ran.of((backup + folder.resolve("two.p7m") + " --json").split(" "))
                        .out())
                .contains("\"archive\" : \"" + place[0].resolve("archive") + "\"");
        assertThat(Ran.of("doctor", "--full", "--data", ca).out()).contains("The archive is whole: 1 files.");
        try (var files = Files.newDirectoryStream(place[0].resolve("archive"), "*.zip")) {
            Files.delete(files.iterator().next());
        }
        assertThat(Ran.of("archive", "verify", "--data", ca).code()).isEqualTo(Main.NO);
        assertThat(Ran.of("doctor", "--data", ca).out()).contains("1 are missing");
    }
}
