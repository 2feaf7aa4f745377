package org.signet.edge.web;

import java.util.List;
import java.util.function.BiFunction;
import org.signet.ca.access.Session;

/**
 * A figure of the overview that leads to where something can be done.
 *
 * @param figure a number, or a sign
 * @param label what it counts, after the number
 * @param calls whether somebody waits
 */
public record Tile(String figure, String label, String link, boolean calls) {

    /** What a part of the administration has to say on the overview; nothing to those whom it does not concern. */
    @FunctionalInterface
    public interface Source extends BiFunction<Session, Words, List<Tile>> {}
}
