package org.signet.model;

/** Carries a {@link Refusal} out of a unit of work, so that the work is rolled back; caught where the work began. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    public RefusedException(RefusalCode code, String detail) {
        this(new Refusal(code, detail));
    }

    public Refusal refusal() {
        return refusal;
    }
}
