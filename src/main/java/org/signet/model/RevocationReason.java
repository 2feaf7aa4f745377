package org.signet.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** CRLReason (RFC 5280 §5.3.1), spelled as the RFC does. */
public enum RevocationReason {
    UNSPECIFIED("unspecified", 0),
    KEY_COMPROMISE("keyCompromise", 1),
    CA_COMPROMISE("cACompromise", 2),
    AFFILIATION_CHANGED("affiliationChanged", 3),
    SUPERSEDED("superseded", 4),
    CESSATION_OF_OPERATION("cessationOfOperation", 5),
    CERTIFICATE_HOLD("certificateHold", 6),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn", 9);

    private static final Map<String, RevocationReason> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(r -> r.text.toLowerCase(Locale.ROOT), r -> r));

    private final String text;
    private final int value;

    RevocationReason(String text, int value) {
        this.text = text;
        this.value = value;
    }

    public String text() {
        return text;
    }

    /** The number of the ENUMERATED value. */
    public int value() {
        return value;
    }

    /** Those reasons as a sentence lists them. */
    public static String texts(Collection<RevocationReason> reasons) {
        return reasons.stream().sorted().map(RevocationReason::text).collect(Collectors.joining(", "));
    }

    public static Optional<RevocationReason> ofValue(int value) {
        return Arrays.stream(values()).filter(r -> r.value == value).findFirst();
    }

    public static Optional<RevocationReason> ofText(String text) {
        return Optional.ofNullable(BY_TEXT.get(text.toLowerCase(Locale.ROOT)));
    }
}
