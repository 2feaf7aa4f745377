package org.signet.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signet.ca.authority.Issued;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;

/** Each test has a CA of its own, at a time that the test moves. */
class CopiedCa {
    static final NewKey.Wish EC = NewKey.Wish.of(KeyType.EC_P256);

    @TempDir
    Path parent;

    final MovingClock clock = MovingClock.started();
    Path folder;
    Signet signet;

    @BeforeEach
    void open() {
        folder = TestCa.copy(parent);
        signet = TestCa.open(folder, clock);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    void reopen() {
        signet.close();
        signet = TestCa.open(folder, clock);
    }

    Ceremony ceremony(Consumer<String> told) {
        return new Ceremony(signet, new Protocol(Clock.systemUTC(), told), TestCa.OPERATOR);
    }

    Outcome<Issued> issue(String address) {
        return signet.operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse(address).orThrow()),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR);
    }

    /** The path of a client that trusts this root and holds these others; CRLs are left to tests of today's moment. */
    Outcome<List<Certificate>> path(Certificate leaf, Certificate anchor, List<Certificate> others) {
        return PathValidation.path(
                leaf,
                new PathValidation.Setting(
                        List.of(anchor),
                        others,
                        Optional.empty(),
                        clock.instant(),
                        PathValidation.Policies.ANY,
                        PathValidation.Strength.TODAY));
    }
}
