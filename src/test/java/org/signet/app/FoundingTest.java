package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signet.ca.profile.Company;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.database.Child;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

@Timeout(120)
class FoundingTest {

    @TempDir
    Path parent;

    private static Outcome<Founding.Result> found(Path folder, Founding.Plan plan) {
        return new Founding(Clock.systemUTC(), TestCa.RANDOM)
                .found(new DataFolder(folder), plan, TestCa.OPERATOR, step -> {});
    }

    private static Founding.Plan plan() {
        return TestCa.plan(List.of("example.com"), "http://localhost:8080", KeyType.EC_P256);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aCaIsWholeAndItsOwnersAlone() throws IOException {
        Path folder = parent.resolve("new/ca");
        Founding.Result result = found(folder, plan()).orThrow();
        assertThat(names(folder)).containsExactly("keys", "signet.mv.db", "signet.toml");
        assertThat(names(folder.getParent())).as("nothing beside it").containsExactly("ca");
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("keys"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("signet.toml"))).isEqualTo("rw-------");
        List<String> keys = names(folder.resolve("keys"));
        assertThat(keys).containsExactly("issuing-1.p12", "issuing-1.passphrase", "root-1.p12", "root-1.passphrase");
        for (String key : keys) {
            assertThat(mode(folder.resolve("keys").resolve(key))).as(key).isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder.resolve("keys/root-1.passphrase")))
                .isNotEqualTo(Files.readString(folder.resolve("keys/issuing-1.passphrase")));
        try (Signet signet = TestCa.open(folder)) {
            assertThat(signet.audit().verify().broken()).isEmpty();
            assertThat(signet.authority().issuers()).hasSize(2);
            assertThat(signet.crls().overdue()).isEmpty();
            String link = result.administratorLink();
            assertThat(signet.accounts()
                            .look(new OneTimeSecret(link.substring(link.lastIndexOf('/') + 1)))
                            .orThrow())
                    .isEqualTo("admin");
        }
    }

    @Test
    void givenPassphrasesAreNotWritten() throws IOException {
        Founding.Plan p = plan();
        Path folder = parent.resolve("ca");
        found(
                        folder,
                        new Founding.Plan(
                                p.company(),
                                p.domains(),
                                p.url(),
                                p.statusUrl(),
                                p.arc(),
                                true,
                                true,
                                new NewKey.Wish(
                                        KeyType.EC_P256,
                                        Passphrase.of("the root's own passphrase".toCharArray()),
                                        null),
                                new NewKey.Wish(
                                        KeyType.EC_P256, Passphrase.of("the issuing passphrase".toCharArray()), null)))
                .orThrow();
        assertThat(names(folder.resolve("keys"))).containsExactly("issuing-1.p12", "root-1.p12");
        KeysOnDisk.Passphrases given = id -> Outcome.ok(Passphrase.of(
                (id.equals("root-1") ? "the root's own passphrase" : "the issuing passphrase").toCharArray()));
        try (Signet signet = Signet.open(folder, given).orThrow()) {
            signet.authority()
                    .issuers()
                    .forEach(issuer ->
                            assertThat(signet.keys().key(issuer).isOk()).isTrue());
        }
        try (Signet signet = TestCa.open(folder)) {
            assertThat(signet.authority().issuers())
                    .allSatisfy(issuer -> assertThat(
                                    signet.keys().key(issuer).refusal().code())
                            .isEqualTo(RefusalCode.ISSUER_UNUSABLE));
        }
    }

    @Test
    void aFolderWithAnythingInItIsLeftAlone() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("mine"));
        Files.writeString(folder.resolve("letter.txt"), "dear");
        assertThat(found(folder, plan()).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(names(folder)).containsExactly("letter.txt");
        Path keys = Files.createDirectories(parent.resolve("other/keys"));
        assertThat(found(keys.getParent(), plan()).isOk())
                .as("keys of somebody")
                .isFalse();
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThat(found(file, plan()).refusal().detail()).contains("not empty");
        Path ca = TestCa.copy(parent);
        assertThat(found(ca, plan()).refusal().detail()).contains("there is a CA in it already");
    }

    @Test
    void anEmptyFolderWithAWiderModeBecomesPrivate() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("empty"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(found(folder, plan()).isOk()).isTrue();
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void whatCannotBeFoundedLeavesNothing() {
        Founding.Plan bad = TestCa.plan(List.of("example.com"), "not a url", KeyType.EC_P256);
        assertThatThrownBy(() -> found(parent.resolve("ca"), bad)).isInstanceOf(RuntimeException.class);
        assertThat(new DataFolder(parent.resolve("ca")).initialised()).isFalse();
        assertThat(found(parent.resolve("ca"), plan()).isOk()).isTrue();
    }

    @Test
    void twoAtOnceMakeOneCa() throws Exception {
        Path folder = parent.resolve("raced");
        List<Outcome<Founding.Result>> results = java.util.Collections.synchronizedList(new ArrayList<>());
        Thread other = new Thread(() -> results.add(found(folder, plan())));
        other.start();
        results.add(found(folder, plan()));
        other.join();
        assertThat(results).filteredOn(Outcome::isOk).hasSize(1);
        try (Signet signet = TestCa.open(folder)) {
            assertThat(signet.authority().issuers())
                    .allSatisfy(issuer ->
                            assertThat(signet.keys().key(issuer).isOk()).isTrue());
        }
    }

    @Test
    void oneThatIsKilledHalfWayLeavesNoCaAndTheNextSucceeds() throws Exception {
        Path folder = parent.resolve("killed");
        for (String step : List.of("Encrypting", "Publishing", "Moving")) {
            Process child = Child.start(Killed.class, folder.toString(), step);
            assertThat(child.waitFor()).as(step).isEqualTo(Killed.STATUS);
            assertThat(new DataFolder(folder).initialised()).as(step).isFalse();
            assertThat(new DataFolder(folder).existing().isOk()).isFalse();
        }
        assertThat(found(folder, plan()).isOk()).isTrue();
        assertThat(names(folder)).containsExactly("keys", "signet.mv.db", "signet.toml");
        TestCa.open(folder).close();
    }

    /** Founds, and halts its process without any clean-up when it comes to that step. */
    static final class Killed {
        static final int STATUS = 77;

        public static void main(String[] arguments) throws Exception {
            DataFolder folder = new DataFolder(Path.of(arguments[0]));
            if (arguments[1].equals("Moving")) {
                FoundingSite site = FoundingSite.open(folder).orThrow();
                Files.move(site.work().path().resolve("keys"), folder.path().resolve("keys"));
                Runtime.getRuntime().halt(STATUS);
            }
            new Founding(Clock.systemUTC(), TestCa.RANDOM).found(folder, plan(), TestCa.OPERATOR, step -> {
                if (step.startsWith(arguments[1])) {
                    Runtime.getRuntime().halt(STATUS);
                }
            });
        }
    }

    @Test
    void aCompanysNameMayHoldAnySigns() {
        for (String name : List.of(
                "\"Q\" \\ Co",
                "\"\"\"",
                "a # b = [c]",
                "\u5f20\u4f1f & S\u00f6hne",
                "{company} {url}",
                "C:\\new\\table")) {
            Founding.Plan p = plan();
            Founding.Plan named = new Founding.Plan(
                    Company.parse(name, null, null).orThrow(),
                    p.domains(),
                    p.url(),
                    p.statusUrl(),
                    p.arc(),
                    true,
                    false,
                    p.rootKey(),
                    p.issuingKey());
            Config config = ConfigTexts.read(parent, ConfigText.of(named)).orThrow();
            assertThat(config.company()).isEqualTo(name);
            assertThat(config.domains()).containsOnlyKeys("example.com");
            assertThat(config.mail().host()).isEqualTo("localhost");
        }
    }
}
