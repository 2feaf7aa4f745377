package org.signet.ca.messaging;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.signet.ca.directory.ContactFile;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.report.Verdict;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/**
 * Certificates out of signed mail, so that its senders can be written back to. Whose signature holds has the key; whether their CA is
 * believed, {@link org.signet.ca.directory.Contacts} sees to when they are kept.
 */
public record Harvest(Clock clock, SecureRandom random) {

    /** Of a message (RFC 5322); refused if it is not signed, or was changed. */
    public Outcome<ContactFile> message(StoredOctets octets) {
        return opened(octets).then(Harvest::of);
    }

    /** Every certificate that came along with a message, whoever it is of and whatever became of the text: for those who look for their own. */
    public Outcome<ContactFile> all(StoredOctets octets) {
        return opened(octets).map(opened -> ContactFile.of(opened.seen()));
    }

    private Outcome<Opened> opened(StoredOctets octets) {
        TrustBase nobody = new TrustBase(List.of(), List.of(), TrustBase.offline(), clock.instant());
        return new MessageReader(nobody, List.of(), random).message(octets);
    }

    /** Of a message that was read. */
    public static Outcome<ContactFile> of(Opened opened) {
        if (opened.report().verdicts().integrity() != Verdict.GOOD
                || opened.senders().isEmpty()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "It has no good signature of its sender, so nothing was kept; `signet show` tells why.");
        }
        return Outcome.ok(
                new ContactFile(opened.senders(), ContactFile.of(opened.seen()).authorities()));
    }
}
