package org.signet.edge.json.report;

import java.time.Instant;
import java.util.Locale;
import org.signet.ca.access.control.Member;

/**
 * An account of the front end, without anything that opens it.
 *
 * @param role {@code administrator}, {@code officer} or {@code auditor}
 * @param standing {@code active}, {@code suspended} or {@code ended}
 * @param password whether it has set one
 * @param lastSignIn absent if never
 * @param sessions how many are open
 * @param lastSeen when they were used last, to the minute; absent without one
 * @param linkUntil until when its one-time link holds; absent without one
 * @param waitsUntil until when passwords from unknown browsers are not looked at, after several wrong ones; absent if they are
 */
public record MemberView(
        String name,
        String role,
        String standing,
        boolean password,
        Instant lastSignIn,
        int sessions,
        Instant lastSeen,
        Instant linkUntil,
        Instant waitsUntil) {

    public static MemberView of(Member member, Instant now) {
        return new MemberView(
                member.user(),
                member.role().name().toLowerCase(Locale.ROOT),
                member.standing().name().toLowerCase(Locale.ROOT),
                member.password(),
                member.lastSignIn().orElse(null),
                member.sessions(),
                member.lastSeen().orElse(null),
                member.linkUntil().orElse(null),
                member.waits(now).orElse(null));
    }
}
