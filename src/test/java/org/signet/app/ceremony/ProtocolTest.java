package org.signet.app.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.DataFolder;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

class ProtocolTest {
    @TempDir
    Path folder;

    private final Clock clock = MovingClock.started();
    private final List<String> told = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("protocol.txt");
    }

    private Outcome<Protocol> into(Path place) {
        return Protocol.into(place, clock, told::add);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    @Test
    void eachStepIsOnDiskBeforeTheNext() throws IOException {
        try (Protocol protocol = into(file).orThrow()) {
            assertThat(lines()).isEmpty();
            protocol.begin("Example Company", "signet 1", Path.of("none"), List.of("Ada"));
            assertThat(lines()).contains("Company    Example Company").isEqualTo(told);
            protocol.step("The key is open.");
            assertThat(lines()).last().asString().endsWith("The key is open.");
            protocol.step("It is closed.");
            protocol.end(List.of("Ada"));
            assertThat(protocol.failure()).isEmpty();
        }
        assertThat(lines()).isEqualTo(told);
    }

    /** Between two steps is the worst place to stop. */
    @Test
    void aDiskThatRefusesDoesNotEndTheWork() throws IOException {
        Protocol protocol = into(file).orThrow();
        protocol.step("The key is open.");
        protocol.close();
        protocol.step("Something was signed.");
        protocol.step("It was recorded.");
        assertThat(told).hasSize(3);
        assertThat(lines()).hasSize(1);
        assertThat(protocol.failure().orElseThrow()).hasMessageContaining("cannot write " + file);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void itsOwnerAloneReadsIt() throws IOException {
        into(file).orThrow().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void itIsNeverWrittenOverAnything() throws IOException {
        Files.writeString(file, "the last one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        for (Path place : List.of(file, folder, link, folder.resolve("none/protocol.txt"), Path.of("/"))) {
            assertThat(into(place).refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
            assertThat(into(place).refusal().detail()).contains("nothing was done");
        }
        assertThat(Files.readString(file)).isEqualTo("the last one");
    }

    @Test
    void twoInOneSecondHaveTheirOwnFiles() throws IOException {
        DataFolder data = new DataFolder(folder);
        Path first = Files.createFile(Protocol.file(data, clock.instant()));
        Path second = Files.createFile(Protocol.file(data, clock.instant()));
        assertThat(Protocol.file(data, clock.instant())).isNotIn(first, second);
    }

    @Test
    void itPrintsOnPaper() throws IOException {
        Path ca = TestCa.copy(folder);
        Certificate root;
        try (Signet signet = TestCa.open(ca)) {
            root = signet.hierarchy().roots().newest().orThrow().certificate();
        }
        String company = "Gesellschaft für elektronische Post und Verwandtes ".repeat(4) + "mbH";
        List<String> holders = List.of("Ada", "Augusta Ada King-Noel Countess of Lovelace, born Byron (1815)");
        Protocol protocol = new Protocol(clock, told::add);
        protocol.begin(company, "signet 1", Files.writeString(file, "program"), holders);
        protocol.step("Its key is kept in /" + "a-long-folder/".repeat(20) + "issuing-2.p12.");
        protocol.step("Those present say that the fingerprints agree with the last protocol.");
        protocol.step("Named \u001b[2J\u202e\u2028 it is shown.");
        protocol.certificate("new issuing CA below a root of another company", root);
        protocol.end(holders);
        assertThat(told).allMatch(line -> line.length() <= 78 && line.equals(line.stripTrailing()));
        String text = String.join("\n", told);
        assertThat(text)
                .contains("\n      Those present say that the fingerprints agree with the last protocol.\n")
                .contains("\n" + holders.get(1) + "\n")
                .contains("Named ?[2J?? it is shown.");
        assertThat(text.replaceAll("\\s+", " ")).contains(company);
        assertThat(text.replaceAll("\\s", ""))
                .contains(root.sha256().groups().replace(" ", ""))
                .contains("a-long-folder/".repeat(20) + "issuing-2.p12");
    }
}
