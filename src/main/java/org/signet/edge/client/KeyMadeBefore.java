package org.signet.edge.client;

import java.nio.file.Path;
import java.util.Optional;
import org.signet.crypto.keys.EncryptedKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** The key of an unfinished enrolment or renewal: it waits on disk for its certificate, under a passphrase chosen before. */
public final class KeyMadeBefore {
    private final PendingEnrollment pending;

    private KeyMadeBefore(PendingEnrollment pending) {
        this.pending = pending;
    }

    /** The one beside the file that it will become, if one was made. */
    public static Outcome<Optional<KeyMadeBefore>> beside(Path file) {
        return PendingEnrollment.read(PendingEnrollment.beside(file))
                .map(found -> found.filter(pending -> !pending.keys().isEmpty()).map(KeyMadeBefore::new));
    }

    /** Why the passphrase is not the one that it was made under, if so. */
    public Optional<Refusal> unfit(Passphrase passphrase) {
        for (EncryptedKey key : pending.keys()) {
            Outcome<SoftwareKey> opened = key.open(passphrase);
            opened.run(SoftwareKey::close, refusal -> {});
            if (!opened.isOk()) {
                return Optional.of(wrong());
            }
        }
        return Optional.empty();
    }

    static Refusal wrong() {
        return new Refusal(
                RefusalCode.WRONG_PASSPHRASE,
                "The key of this enrolment was made already, under another passphrase; give that one.");
    }
}
