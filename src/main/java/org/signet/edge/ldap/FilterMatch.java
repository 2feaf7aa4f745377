package org.signet.edge.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a filter means an entry. Text is compared without case (RFC 4517 §4.2.11); what a filter says of attributes or rules that are
 * unknown here is not true (RFC 4511 §4.5.1.7).
 *
 * @param words texts by whose words the entry was found: Müller is like {@code *muller*}
 */
record FilterMatch(Node node, Set<String> words) {

    boolean of(Filter filter) {
        String key = filter.getAttributeName() == null ? "" : Node.key(filter.getAttributeName());
        return switch (filter.getFilterType()) {
            case Filter.FILTER_TYPE_AND -> Arrays.stream(filter.getComponents()).allMatch(this::of);
            case Filter.FILTER_TYPE_OR -> Arrays.stream(filter.getComponents()).anyMatch(this::of);
            case Filter.FILTER_TYPE_NOT -> !of(filter.getNOTComponent());
            case Filter.FILTER_TYPE_EQUALITY, Filter.FILTER_TYPE_APPROXIMATE_MATCH ->
                equal(key, filter.getAssertionValue());
            case Filter.FILTER_TYPE_SUBSTRING ->
                words.contains(FilterPlan.text(filter)) && isSearched(key)
                        || node.texts(key).stream().anyMatch(value -> like(folded(value), filter));
            case Filter.FILTER_TYPE_PRESENCE -> node.held(key).isPresent();
            default -> false;
        };
    }

    private static boolean isSearched(String key) {
        return List.of("mail", "cn", "sn", "givenname", "displayname").contains(key);
    }

    private boolean equal(String key, String assertion) {
        List<String> values = node.texts(key);
        if (values.stream().anyMatch(value -> value.equalsIgnoreCase(assertion.strip()))) {
            return true;
        }
        return key.equals("mail")
                && FilterPlan.address(assertion).stream()
                        .anyMatch(address ->
                                values.stream().anyMatch(value -> folded(value).equals(address.searchKey())));
    }

    private static boolean like(String value, Filter filter) {
        int from = 0;
        if (filter.getSubInitialString() != null) {
            String initial = folded(filter.getSubInitialString());
            if (!value.startsWith(initial)) {
                return false;
            }
            from = initial.length();
        }
        for (String any : filter.getSubAnyStrings()) {
            int at = value.indexOf(folded(any), from);
            if (at < 0) {
                return false;
            }
            from = at + folded(any).length();
        }
        String end = filter.getSubFinalString();
        return end == null || value.length() - folded(end).length() >= from && value.endsWith(folded(end));
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
