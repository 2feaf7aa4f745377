package org.signet.app;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.signet.ca.authority.Issued;
import org.signet.crypto.policy.KeyType;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;

/** A process of its own that issues certificates and prints each serial number once it was acknowledged. */
final class IssuingProcess {
    private IssuingProcess() {}

    /** @param arguments data folder, name of the mailbox, how many each thread issues, how many threads */
    public static void main(String[] arguments) throws Exception {
        int each = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (Signet signet = TestCa.open(Path.of(arguments[0]))) {
            KeyPair key = Csr.key(KeyType.EC_P256);
            System.out.println("ready");
            for (int t = 0; t < threads; t++) {
                workers.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        String serial = issue(signet, arguments[1], key)
                                .certificate()
                                .serial()
                                .hex();
                        System.out.println(serial);
                    }
                });
            }
            workers.shutdown();
            workers.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    static Issued issue(Signet signet, String mailbox, KeyPair key) {
        return signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(mailbox, "example.com")),
                        Optional.of(PersonName.ofDisplay("Ada Lovelace")),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow();
    }
}
