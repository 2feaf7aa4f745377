package org.signet.ca.register;

import java.util.List;
import java.util.Optional;

/**
 * One page of a long list, and the ways to those beside it. What is added meanwhile moves nothing: places are told by what stands there, not counted.
 *
 * @param before what leads to the page before, if there is one
 * @param after what leads to the next
 * @param further whether the next place is there because not everything was looked at: more may follow, or nothing
 */
public record Leaf<T>(List<T> entries, Optional<String> before, Optional<String> after, boolean further) {
    public Leaf {
        entries = List.copyOf(entries);
    }

    /**
     * Where a page lies.
     *
     * @param place as a page beside it told; empty for the beginning
     * @param backwards whether it ends there, in place of beginning there
     */
    public record At(Optional<String> place, boolean backwards) {
        public static final At START = new At(Optional.empty(), false);
    }
}
