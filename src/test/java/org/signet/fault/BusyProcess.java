package org.signet.fault;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.policy.KeyType;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** A process of its own that issues, revokes and publishes until it is killed, and prints each act once it was acknowledged. */
final class BusyProcess {
    private static final int ISSUING = 4;

    private BusyProcess() {}

    /** @param arguments data folder */
    public static void main(String[] arguments) throws Exception {
        try (Signet signet = TestCa.open(Path.of(arguments[0]))) {
            BlockingQueue<SerialNumber> issued = new LinkedBlockingQueue<>();
            for (int i = 0; i < ISSUING; i++) {
                String mailbox = "busy" + i;
                KeyPair key = Csr.key(KeyType.EC_P256);
                forEver(() -> {
                    SerialNumber serial = issue(signet, mailbox, key);
                    System.out.println("issued " + serial.hex());
                    issued.add(serial);
                });
            }
            forEver(() -> {
                issued.take();
                SerialNumber serial = issued.take();
                signet.revocation()
                        .revoke(serial, Revocation.Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                        .orThrow();
                System.out.println("revoked " + serial.hex());
            });
            Issuer issuer = signet.authority().issuing(Instant.now()).orThrow();
            System.out.println("ready");
            forEver(() -> System.out.println("published "
                            + signet.crls()
                                    .publish(issuer, TestCa.OPERATOR)
                                    .orThrow()
                                    .number()))
                    .join();
        }
    }

    private interface Act {
        void run() throws Exception;
    }

    private static Thread forEver(Act act) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    act.run();
                }
            } catch (Exception e) {
                System.err.println("a busy process failed: " + e);
                Runtime.getRuntime().halt(1);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static SerialNumber issue(Signet signet, String mailbox, KeyPair key) {
        return signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(mailbox, "example.com")),
                        Optional.of(PersonName.ofDisplay("Ada Lovelace")),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate()
                .serial();
    }
}
