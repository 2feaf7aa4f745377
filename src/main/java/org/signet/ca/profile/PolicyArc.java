package org.signet.ca.profile;

import java.math.BigInteger;
import java.util.UUID;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * The object identifier under which this company's certificate policies are numbered, as the Baseline Requirements number
 * theirs below 2.23.140.1.5: {@code .1} mailbox, {@code .2} organisation, {@code .3} sponsor, {@code .4} individual, each
 * with {@code .2} multipurpose and {@code .3} strict.
 */
public record PolicyArc(String oid) {

    /** An arc of one's own without asking anybody: 2.25 and a UUID as one integer (ITU-T X.667 §7). */
    public static PolicyArc ofUuid(UUID uuid) {
        BigInteger number = new BigInteger(uuid.toString().replace("-", ""), 16);
        return new PolicyArc("2.25." + number);
    }

    public static Outcome<PolicyArc> parse(String text) {
        return text.matches("([01]\\.[1-3]?[0-9]|2\\.(0|[1-9][0-9]{0,38}))(\\.(0|[1-9][0-9]{0,38})){0,19}")
                ? Outcome.ok(new PolicyArc(text))
                : Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "A policy arc is a dotted object identifier, for example 1.3.6.1.4.1.99999.1.");
    }

    String policy(Profile.Subject subject, boolean strict) {
        int kind = switch (subject) {
            case MAILBOX -> 1;
            case ORGANISATION -> 2;
            case PERSON -> 3;
        };
        return oid + "." + kind + (strict ? ".3" : ".2");
    }
}
