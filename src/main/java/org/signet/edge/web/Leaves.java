package org.signet.edge.web;

import io.javalin.http.Context;
import java.util.Optional;
import org.signet.ca.register.Leaf;

/**
 * The links under a page of a long list.
 *
 * @param further whether the next page may be empty, since not all was looked at yet
 */
public record Leaves(Optional<String> before, Optional<String> after, boolean further) {

    /** Which page an address asks for. */
    public static Leaf.At at(Context ctx) {
        Optional<String> before = Query.given(ctx, "before");
        return before.isPresent() ? new Leaf.At(before, true) : new Leaf.At(Query.given(ctx, "after"), false);
    }

    /** @param query the list's address, without a place in it */
    public static Leaves of(Leaf<?> leaf, Query query) {
        return new Leaves(
                leaf.before().map(place -> query.with("before", place).toString()),
                leaf.after().map(place -> query.with("after", place).toString()),
                leaf.further());
    }
}
