package org.signet.model;

import java.util.Locale;

/** The kinds of refusal. Names are stable: scripts read them in JSON ({@code foreign-domain}) and catalogues key on them. */
public enum RefusalCode {
    BAD_ADDRESS(Kind.INVALID),
    BAD_NAME(Kind.INVALID),
    BAD_INPUT(Kind.INVALID),
    BAD_REQUEST_FILE(Kind.INVALID),
    BAD_SIGNATURE(Kind.INVALID),
    WEAK_KEY(Kind.INVALID),
    WEAK_PASSWORD(Kind.INVALID),
    TOO_LARGE(Kind.TOO_LARGE),
    FOREIGN_DOMAIN(Kind.FORBIDDEN),
    DOMAIN_CLOSED(Kind.FORBIDDEN),
    OWN_REQUEST(Kind.FORBIDDEN),
    KEY_IN_USE(Kind.CONFLICT),
    LINT(Kind.INVALID),
    UNTRUSTED(Kind.INVALID),
    NOT_SIGNED_IN(Kind.UNAUTHENTICATED),
    NOT_ALLOWED(Kind.FORBIDDEN),
    BAD_TOKEN(Kind.UNAUTHENTICATED),
    BAD_CREDENTIALS(Kind.UNAUTHENTICATED),
    /** The right password, but not the right code. */
    BAD_CODE(Kind.UNAUTHENTICATED),
    BAD_PASSKEY(Kind.UNAUTHENTICATED),
    BAD_CERTIFICATE(Kind.UNAUTHENTICATED),
    STEP_EXPIRED(Kind.GONE),
    /** A second factor is demanded, and this is the only one. */
    LAST_FACTOR(Kind.CONFLICT),
    LINK_EXPIRED(Kind.GONE),
    LINK_USED(Kind.GONE),
    LINK_UNKNOWN(Kind.NOT_FOUND),
    WRONG_CODE(Kind.FORBIDDEN),
    WRONG_STATE(Kind.CONFLICT),
    /** Two administrators must agree first. */
    NEEDS_AGREEMENT(Kind.CONFLICT),
    /** An account that is not called after a mailbox of the company. */
    NEEDS_MAILBOX(Kind.INVALID),
    REQUEST_ENDED(Kind.GONE),
    ALREADY_REVOKED(Kind.CONFLICT),
    NOT_FOUND(Kind.NOT_FOUND),
    TOO_MANY(Kind.TOO_MANY),
    ISSUER_UNUSABLE(Kind.UNAVAILABLE),
    WRONG_PASSPHRASE(Kind.FORBIDDEN),
    PRIVATE_KEY(Kind.INVALID),
    ONLY_CAS(Kind.INVALID),
    CERTIFICATE_EXPIRED(Kind.INVALID),
    CANNOT_ENCRYPT(Kind.INVALID),
    DOMAIN_TAKEN(Kind.INVALID);

    /** What a refusal means to the one who asked, independent of any protocol. */
    public enum Kind {
        INVALID,
        TOO_LARGE,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        GONE,
        TOO_MANY,
        UNAVAILABLE
    }

    private final Kind kind;

    RefusalCode(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The code as scripts and catalogues spell it: lower case, hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
