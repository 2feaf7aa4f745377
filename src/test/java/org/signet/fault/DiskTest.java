package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.DataFolder;
import org.signet.app.KeysOnDisk;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.crypto.policy.KeyType;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

/** A small disk of its own, which fills, turns read-only, or forgets; root alone can make one. */
class DiskTest {
    private static final int DAMAGE = 64 << 10;
    private final Path mount = TestCa.temporaryFolder().toAbsolutePath().resolve("disk");
    private boolean mounted;

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** @param size MiB */
    private void mount(int size) throws Exception {
        Files.createDirectories(mount);
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size + "m", "tmpfs", mount.toString()) == 0;
        Assumptions.assumeTrue(mounted, "left out: no file system may be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", mount.toString());
        }
    }

    private static SerialNumber issue(Signet signet) throws Exception {
        return BusyProcess.issue(signet, "ada", Csr.key(KeyType.EC_P256));
    }

    @Test
    void aDiskThatIsFullIsSaidSoAndGoesOnWhenThereIsRoom() throws Exception {
        mount(160);
        Path folder = TestCa.copy(mount);
        Path filling = mount.resolve("filling");
        try (Signet signet = TestCa.open(folder)) {
            SerialNumber before = issue(signet);
            for (int left : new int[] {60, 0}) {
                run("dd", "if=/dev/zero", "of=" + filling, "bs=1M", "count=" + (160 - left));
                assertThatThrownBy(() -> issue(signet))
                        .isInstanceOf(Unavailable.class)
                        .hasMessageContaining("Make room; then it goes on by itself.");
                assertThat(signet.certificates().find(before)).isPresent();
                Files.delete(filling);
                assertThat(signet.certificates().find(issue(signet))).isPresent();
            }
            assertThat(signet.audit().verify().broken()).isEmpty();
        }
        try (Signet again = TestCa.open(folder)) {
            assertThat(again.audit().verify().broken()).isEmpty();
        }
    }

    @Test
    void aDiskThatIsReadOnlyIsSaidSo() throws Exception {
        mount(160);
        Path folder = TestCa.copy(mount);
        assertThat(run("mount", "-o", "remount,ro", mount.toString())).isZero();
        assertThatThrownBy(() -> TestCa.open(folder))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("cannot be written by this user");
        run("mount", "-o", "remount,rw", mount.toString());
        TestCa.open(folder).close();
    }

    /** Any page may be overwritten: then the log says so or the database does, and nothing is quietly another. */
    @Test
    void noDamagedPageIsTakenForAnother() throws Exception {
        Path whole = TestCa.copy(TestCa.temporaryFolder());
        SerialNumber newest;
        long entries;
        try (Signet signet = TestCa.open(whole)) {
            for (int i = 0; i < 30; i++) {
                issue(signet);
            }
            newest = issue(signet);
            entries = signet.audit().latest(1).get(0).sequence();
        }
        byte[] octets = Files.readAllBytes(new DataFolder(whole).databaseFile());
        int quiet = 0;
        int rounds = Extent.of(12, 200);
        for (int round = 0; round < rounds; round++) {
            Path file = whole.resolve("signet.mv.db");
            Files.write(file, octets);
            try (RandomAccessFile page = new RandomAccessFile(file.toFile(), "rw")) {
                byte[] noise = new byte[DAMAGE];
                new Random(round).nextBytes(noise);
                page.seek((long) (new Random(~round).nextDouble() * (octets.length - noise.length)));
                page.write(noise);
            }
            quiet += isTold(whole, newest, entries) ? 0 : 1;
        }
        System.out.println(rounds + " damaged pages, " + quiet + " of which nothing needed");
    }

    /** Whether it was noticed; if not, all must be there. */
    private static boolean isTold(Path folder, SerialNumber newest, long entries) {
        try (Signet signet = Signet.open(folder, KeysOnDisk.Passphrases.none()).orThrow()) {
            if (signet.audit().verify().broken().isPresent()) {
                return true;
            }
            assertThat(signet.audit().latest(1).get(0).sequence()).isEqualTo(entries);
            assertThat(signet.certificates().find(newest)).isPresent();
            return false;
        } catch (Unavailable | RefusedException | IllegalStateException | org.jdbi.v3.core.JdbiException told) {
            return true;
        }
    }
}
