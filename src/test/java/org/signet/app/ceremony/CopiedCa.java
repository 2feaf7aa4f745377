package org.signet.app.ceremony;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;

/** Each test has a CA of its own, at a time that the test moves. */
public class CopiedCa {
    protected static final NewKey.Wish EC = NewKey.Wish.of(KeyType.EC_P256);

    @TempDir
    protected Path parent;

    protected final MovingClock clock = MovingClock.started();
    protected Path folder;
    protected Signet signet;

    @BeforeEach
    protected void open() {
        folder = TestCa.copy(parent);
        signet = TestCa.open(folder, clock);
    }

    @AfterEach
    protected void close() {
        signet.close();
    }

    protected void reopen() {
        signet.close();
        signet = TestCa.open(folder, clock);
    }

    protected Ceremony ceremony(Consumer<String> told) {
        return new Ceremony(signet, new Protocol(Clock.systemUTC(), told), TestCa.OPERATOR, TestCa::consent);
    }

    protected Outcome<Issued> issue(String address) {
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
    protected Outcome<List<Certificate>> path(Certificate leaf, Certificate anchor, List<Certificate> others) {
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
