package org.signet.app.ceremony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.policy.KeyType;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/**
 * A CA before its root was changed and while it is: what devices are to trust then, and a message that its own mailbox signed.
 *
 * @param signedBefore by a certificate below the root that was the only one then
 * @param signedDuring by a certificate below the new root
 */
public record RolledOver(Signet signet, TrustSite before, TrustSite during, Bytes signedBefore, Bytes signedDuring)
        implements AutoCloseable {
    private static final NewKey.Wish EC = NewKey.Wish.of(KeyType.EC_P256);

    /** @param folder whose CA is changed */
    public static RolledOver of(Path folder) {
        Signet signet = TestCa.open(folder);
        TrustSite before = plain(
                signet.config().deviceTrust(signet.authority(), signet.clock()).site(Optional.empty()));
        Bytes signedBefore = signed(signet);
        new Ceremony(signet, new Protocol(Clock.systemUTC(), line -> {}), TestCa.OPERATOR, TestCa::consent)
                .rollover(EC, EC)
                .orThrow();
        try {
            // Without it a new one is made, below the new root.
            Files.delete(folder.resolve("keys/service.passphrase"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RolledOver(
                signet,
                before,
                plain(signet.config()
                        .deviceTrust(signet.authority(), signet.clock())
                        .site(Optional.empty())),
                signedBefore,
                signed(signet));
    }

    /** With words that a test can look for. */
    private static TrustSite plain(TrustSite site) {
        return new TrustSite(
                site.company(), site.url(), site.anchors(), id -> "steps of " + id, Optional.empty(), site.directory());
    }

    private static Bytes signed(Signet signet) {
        EmailAddress ada = new EmailAddress("ada", "example.com");
        return signet.serviceIdentity()
                .sign(new Mail(ada, "test", "Is my device ready?\n", true))
                .orThrow();
    }

    @Override
    public void close() {
        signet.close();
    }
}
