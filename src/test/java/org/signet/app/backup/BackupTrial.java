package org.signet.app.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signet.app.Config;
import org.signet.app.Csr;
import org.signet.app.DataFolder;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.policy.KeyType;
import org.signet.edge.store.database.Postgres;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.SerialNumber;

/** What the tests of backups do with a CA. */
final class BackupTrial {
    static final Passphrase PASSPHRASE = Passphrase.of("correct horse battery".toCharArray());

    private BackupTrial() {}

    static EmailAddress address(String name) {
        return new EmailAddress("p" + Integer.toHexString(name.hashCode()), "example.com");
    }

    static SerialNumber issue(Signet signet, String name) {
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

    static Backup.Made backup(Signet signet, Path file) {
        return new Backup(signet)
                .to(file, BackupLock.of(PASSPHRASE), TestCa.OPERATOR, (table, done, all) -> {})
                .orThrow();
    }

    static Restoration.Plan plan(Path file, Config.Database place) {
        return new Restoration.Plan(file, BackupKey.of(PASSPHRASE), place, List.of(), false, List.of());
    }

    static Restoration.Plan plan(Path file, AuditEntry.Head head, boolean acceptOlder) {
        return new Restoration.Plan(file, BackupKey.of(PASSPHRASE), folder(), List.of(head), acceptOlder, List.of());
    }

    static Config.Database folder() {
        return new Config.Database(null, null, null);
    }

    static Config.Database postgres() {
        return new Config.Database(Postgres.url(), null, null);
    }

    static Outcome<Restoration.Restored> restore(Path to, Restoration.Plan plan) {
        return restore(to, plan, Clock.systemUTC());
    }

    static Outcome<Restoration.Restored> restore(Path to, Restoration.Plan plan, Clock clock) {
        return new Restoration(new DataFolder(to), clock).restore(plan, TestCa.OPERATOR, (table, done, all) -> {});
    }
}
