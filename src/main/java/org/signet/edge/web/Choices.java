package org.signet.edge.web;

import java.util.List;

/**
 * A list is narrowed by one of these, each a link.
 *
 * @param label what they are about
 * @param removable whether none of them may be chosen
 */
public record Choices(String label, List<Choice> all, boolean removable) {
    public Choices {
        all = List.copyOf(all);
    }

    /**
     * @param label as people call it
     * @param link where it leads: to the list narrowed by it, or, if it is chosen, to the list without it
     * @param count how many it would show; empty if that is not told
     */
    public record Choice(String label, String link, boolean chosen, String count) {}
}
