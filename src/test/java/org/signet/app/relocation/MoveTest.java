package org.signet.app.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Config;
import org.signet.app.Csr;
import org.signet.app.DataFolder;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.database.ChosenDatabase;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.database.Postgres;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.SerialNumber;
import org.signet.model.Unavailable;

class MoveTest {
    @TempDir
    Path parent;

    private DataFolder folder;
    private Config.Database place;
    private String head;

    @BeforeEach
    void aCaInItsFolder() {
        assumeThat(ChosenDatabase.isPostgreSql()).as("moved already").isFalse();
        folder = new DataFolder(TestCa.copy(parent));
        place = new Config.Database(Postgres.url(), null, null);
        try (Signet signet = TestCa.open(folder.path())) {
            signet.openIssuingKey().orThrow();
            for (String name : List.of("Ada Lovelace", "Zoë Ångström", "𝒳 Ω")) {
                issue(signet, name);
            }
            head = signet.audit().verify().written();
        }
    }

    private static EmailAddress address(String name) {
        return new EmailAddress("p" + Integer.toHexString(name.hashCode()), "example.com");
    }

    private static SerialNumber issue(Signet signet, String name) {
        return signet.operatorIssuance()
                .issue(
                        List.of(address(name)),
                        Optional.of(PersonName.parse(name).orThrow()),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .serial();
    }

    private Outcome<Move.Moved> move(Move.Progress progress) {
        return new Move(folder, Clock.systemUTC()).to(place, TestCa.OPERATOR, progress);
    }

    private static void quietly(String table, long done, long all) {
        assertThat(done).as(table).isLessThanOrEqualTo(all);
    }

    @Test
    void theCaGoesOnWhereItIsMoved() {
        Move.Moved moved = move(MoveTest::quietly).orThrow();
        assertThat(moved.heads()).isEqualTo(head);
        assertThat(moved.all()).isGreaterThan(40);
        assertThat(folder.databaseFile()).doesNotExist();
        assertThat(moved.aside()).exists();
        try (Signet signet = TestCa.open(folder.path())) {
            assertThat(signet.config().database()).isEqualTo(place);
            assertThat(signet.audit().verify().broken()).isEmpty();
            assertThat(signet.audit().latest(1).get(0).type()).isEqualTo("TablesMoved");
            assertThat(signet.people().find(address("Zoë Ångström")))
                    .hasValueSatisfying(person -> assertThat(person.name()).hasToString("Zoë Ångström"));
            signet.openIssuingKey().orThrow();
            SerialNumber serial = issue(signet, "Grace Hopper");
            assertThat(signet.certificates().find(serial)).isPresent();
            assertThat(TestCa.crl(signet, "issuing-1").number()).isNotNull();
        }
        assertThat(move(MoveTest::quietly).refusal().detail()).contains("there already");
    }

    /** As a kill would: nothing of what was stored is lost, and nobody serves from half of it. */
    @ParameterizedTest
    @ValueSource(strings = {"account", "audit_entry", "certificate", "person"})
    void whatWasCutOffGoesOn(String where) {
        assertThatThrownBy(() -> move((table, done, all) -> {
                    if (table.equals(where)) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessageContaining("killed");
        assertThat(folder.config()).content().doesNotContain("\nurl = \"postgresql");
        assertThatThrownBy(() -> place.server().map(Database::connect))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("begun and not ended");
        assertThat(move(MoveTest::quietly).orThrow().heads()).isEqualTo(head);
    }

    @Test
    void whatChangedSinceItWasCopiedIsNoticed() {
        assertThatThrownBy(() -> move((table, done, all) -> {
                    if (table.equals("revocation")) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessageContaining("killed");
        try (Signet signet = TestCa.open(folder.path())) {
            var person = signet.people().find(address("Ada Lovelace")).orElseThrow();
            signet.people().setListed(person, !person.listed(), TestCa.OPERATOR);
        }
        assertThat(move(MoveTest::quietly).refusal().detail()).contains("is not the same on both sides");
        assertThat(folder.databaseFile()).exists();
    }

    @Test
    void aDatabaseThatHoldsSomethingIsRefused() throws IOException {
        move(MoveTest::quietly).orThrow();
        DataFolder other = new DataFolder(TestCa.copy(Files.createDirectory(parent.resolve("other"))));
        assertThat(new Move(other, Clock.systemUTC())
                        .to(place, TestCa.OPERATOR, MoveTest::quietly)
                        .refusal()
                        .detail())
                .contains("is not empty");
        assertThat(other.databaseFile()).exists();
    }

    @Test
    void aBrokenLogIsNotMoved() throws SQLException {
        try (var connection = ChosenDatabase.connection(folder.path(), "signet");
                var statement = connection.createStatement()) {
            statement.executeUpdate("update audit_entry set actor = 'eve' where sequence = 2");
        }
        assertThat(move(MoveTest::quietly).refusal().detail()).contains("The audit log is not whole: entry 2");
        assertThat(Files.exists(folder.databaseFile())).isTrue();
    }
}
