package org.signet.crypto.smime.report;

import org.signet.crypto.policy.Standing;
import org.signet.crypto.smime.cms.SignatureCheck;

/** One signature with all that was asked about it. */
public record SignerReport(SignatureCheck check, ChainReport chain, SenderReport sender) {

    /** True if its key signed the content: one that does not hold is no signature. */
    public boolean holds() {
        return signature() == Verdict.GOOD;
    }

    /** What its cryptography says: the same for integrity and authenticity, since a signature that fails is none. */
    Verdict signature() {
        if (check.holds()) {
            return Verdict.GOOD;
        }
        if (check.isOpen()) {
            return Verdict.UNKNOWN;
        }
        boolean worthless = check.signature() == SignatureCheck.Result.GOOD
                && check.digest() == SignatureCheck.Result.GOOD
                && check.standing() == Standing.WORTHLESS
                && check.problems().isEmpty();
        return worthless ? Verdict.NONE : Verdict.BAD;
    }

    Verdicts verdicts() {
        Verdict signature = signature();
        return signature == Verdict.GOOD
                ? new Verdicts(signature, signature, chain.now(), chain.freshness())
                : new Verdicts(signature, signature, Verdict.NONE, Verdict.NONE);
    }
}
