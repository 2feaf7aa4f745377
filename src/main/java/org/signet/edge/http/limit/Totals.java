package org.signet.edge.http.limit;

import java.time.Instant;
import java.util.Map;

/**
 * Port: what all nodes let through together. For each caller of a limit it keeps until when what they took drips back, so that what nodes tell adds up in
 * whatever order they come.
 */
public interface Totals {
    /**
     * Adds what was taken here.
     *
     * @param limit its name
     * @param taken by caller: milliseconds in which it drips back
     * @param most milliseconds that a caller can owe before: more is not remembered, so nobody waits for ever
     * @param now by this node's clock, with which those of the others agree to a few seconds
     * @return by caller: milliseconds in which all drips back that was taken, on whichever node
     */
    Map<String, Long> add(String limit, Map<String, Long> taken, long most, Instant now);
}
