package org.signet.ca.register;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** The same of what the entries stand for. */
    <R> Leaf<R> map(Function<T, R> entry) {
        return new Leaf<>(entries.stream().map(entry).toList(), before, after, further);
    }

    /**
     * Where a page lies.
     *
     * @param place as a page beside it told; empty for the beginning
     * @param backwards whether it ends there, in place of beginning there
     */
    public record At(Optional<String> place, boolean backwards) {
        public static final At START = new At(Optional.empty(), false);

        /** A place that is a number, if it is one. */
        Optional<Long> number() {
            return place.filter(given -> given.matches("[0-9]{1,18}")).map(Long::valueOf);
        }
    }

    /**
     * What was found on the way from a place, in the order in which it was met.
     *
     * @param found at least one more than is shown, unless the way ended or was left
     * @param left where the looking broke off; empty if the way ended
     */
    record Found<T>(List<T> found, Optional<String> left) {

        /** Whether fewer were found than fit, and no more are there: backwards it is the beginning that is met. */
        boolean isLast(int size) {
            return found.size() <= size && left.isEmpty();
        }

        /**
         * The page of it.
         *
         * @param origin what leads back if nothing is shown; empty at the beginning
         * @param place of an entry
         */
        Leaf<T> leaf(boolean backwards, int size, Optional<String> origin, Function<T, String> place) {
            boolean more = found.size() > size;
            List<T> shown = new ArrayList<>(found.subList(0, Math.min(size, found.size())));
            // Where it goes on: behind the last that is shown, or behind the last that was looked at.
            Optional<String> onward = more ? Optional.of(place.apply(shown.get(size - 1))) : left;
            Optional<String> back = origin.map(given -> shown.isEmpty() ? given : place.apply(shown.get(0)));
            if (backwards) {
                Collections.reverse(shown);
            }
            boolean further = !more && left.isPresent();
            return backwards ? new Leaf<>(shown, onward, back, further) : new Leaf<>(shown, back, onward, further);
        }
    }
}
