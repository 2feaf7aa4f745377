package org.signet.ca.register;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What happens to people's certificates, week by week.
 *
 * @param first when the first week begins
 * @param issued how many in each week
 * @param ending how many whose validity ends in it, without those that were revoked
 * @param revoked how many in each week, for good
 */
public record Weeks(Instant first, List<Long> issued, List<Long> ending, List<Long> revoked) {
    public static final Duration WEEK = Duration.ofDays(7);

    public Weeks {
        issued = List.copyOf(issued);
        ending = List.copyOf(ending);
        revoked = List.copyOf(revoked);
    }

    public static Weeks of(Instant first, long[] issued, long[] ending, long[] revoked) {
        return new Weeks(first, list(issued), list(ending), list(revoked));
    }

    private static List<Long> list(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    public int size() {
        return issued.size();
    }

    /** When that week begins. */
    public Instant begin(int week) {
        return first.plus(WEEK.multipliedBy(week));
    }

    public boolean isEmpty() {
        return List.of(issued, ending, revoked).stream()
                .allMatch(all -> all.stream().allMatch(n -> n == 0));
    }
}
