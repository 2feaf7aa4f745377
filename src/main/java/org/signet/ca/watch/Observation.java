package org.signet.ca.watch;

import java.util.List;

/**
 * What a check saw of one thing.
 *
 * @param code stable name of the sentences, under which a catalogue has them in another language
 * @param facts what stands in the places {@code {0}}, {@code {1}} of those sentences
 * @param what one English sentence
 * @param advice what to do, in English; empty if all is well
 */
public record Observation(Subject subject, Level level, String code, List<String> facts, String what, String advice) {
    public Observation {
        facts = List.copyOf(facts);
    }

    public boolean isGood() {
        return level == Level.GOOD;
    }

    /** One paragraph: what was seen, and what to do. */
    public String sentences() {
        return advice.isEmpty() ? what : what + " " + advice;
    }
}
