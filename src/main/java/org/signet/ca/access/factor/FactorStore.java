package org.signet.ca.access.factor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.keys.Totp;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/** Port: the second factors of accounts. */
public interface FactorStore {

    /** An app for codes, when it was set up, and the step of the code that was redeemed last. */
    record App(Totp totp, Instant added, long lastStep) {}

    Optional<App> app(String user);

    /** In place of one that was there. */
    void setApp(String user, App app);

    /** Remembers the step of a redeemed code; false if that one, or a later one, was redeemed meanwhile. */
    boolean advance(String user, long step);

    void removeApp(String user);

    int recoveryCodes(String user);

    /** In place of those that were there. */
    void setRecoveryCodes(String user, List<Bytes> digests);

    /** Takes a recovery code away; false if it is none. */
    boolean spend(String user, Bytes digest);

    /** By age. */
    List<Passkey> passkeys(String user);

    Optional<Passkey> passkey(String id);

    void addPasskey(Passkey passkey);

    void setUsed(String id, long signCount, Instant now);

    void removePasskey(String id);

    /** The mailbox whose certificate stands in for the password. */
    Optional<EmailAddress> mailbox(String user);

    /** @param mailbox an address is of one account at most */
    void setMailbox(String user, EmailAddress mailbox);

    /** Lets go of it, and remembers that it was bound until then. */
    void removeMailbox(String user, Instant now);

    /** The mailboxes that were bound to it and let go since then. */
    List<EmailAddress> formerMailboxes(String user, Instant since);

    /** The account of a mailbox. */
    Optional<String> ofMailbox(EmailAddress mailbox);

    /** Takes all of an account's factors away. */
    void clear(String user);
}
