package org.signet.edge.web;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
     * Those of a parameter of the list's address.
     *
     * @param query the address with all that is chosen
     * @param values what the parameter may be
     * @param name as people call a value
     */
    public static Choices of(
            String label,
            Query query,
            String parameter,
            List<String> values,
            UnaryOperator<String> name,
            boolean removable) {
        String chosen = query.values().getOrDefault(parameter, "");
        return new Choices(
                label,
                values.stream()
                        .map(value -> {
                            boolean is = value.equals(chosen);
                            Query other =
                                    query.with(parameter, Optional.of(value).filter(same -> !is || !removable));
                            return new Choice(name.apply(value), other.toString(), is, "");
                        })
                        .toList(),
                removable);
    }

    /**
     * @param label as people call it
     * @param link where it leads: to the list narrowed by it, or, if it is chosen, to the list without it
     * @param count how many it would show; empty if that is not told
     */
    public record Choice(String label, String link, boolean chosen, String count) {}
}
