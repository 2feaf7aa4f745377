package org.signet.crypto.smime.report;

/**
 * The four verdicts, never one (design principle: nothing is half trusted).
 *
 * @param integrity whether the content is as it was when it was signed, or encrypted with a tag
 * @param authenticity whether the key of a certificate signed it
 * @param trust whether that certificate leads to a root that is trusted
 * @param freshness whether it is known not to be revoked
 */
public record Verdicts(Verdict integrity, Verdict authenticity, Verdict trust, Verdict freshness) {
    public static final Verdicts NONE = new Verdicts(Verdict.NONE, Verdict.NONE, Verdict.NONE, Verdict.NONE);

    /** True if a known signer signed it, and nothing speaks against that; whether revocation is known is left open. */
    public boolean areGood() {
        return integrity == Verdict.GOOD
                && authenticity == Verdict.GOOD
                && trust == Verdict.GOOD
                && freshness != Verdict.BAD;
    }
}
