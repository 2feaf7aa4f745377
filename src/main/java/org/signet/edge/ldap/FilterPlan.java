package org.signet.edge.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * How the people whom a filter (RFC 4511 §4.5.1.7) wants are looked up. Whoever is found so is a candidate yet; {@link FilterMatch} decides.
 *
 * @param addresses whole ones, each looked up
 * @param words texts searched by the beginnings of words
 * @param everybody whether the filter can only be answered by reading through all
 */
record FilterPlan(Set<EmailAddress> addresses, Set<String> words, boolean everybody) {
    private static final int MAX_LEAVES = 50;
    private static final Set<String> NAMES = Set.of("cn", "sn", "givenname", "displayname");
    /** What every entry of a person holds, beside names and addresses. */
    private static final Set<String> HELD = Set.of("uid", "o", "usercertificate", "usersmimecertificate");

    static final List<String> PERSON = List.of("top", "person", "organizationalPerson", "inetOrgPerson");

    private static final FilterPlan NOBODY = new FilterPlan(Set.of(), Set.of(), false);
    private static final FilterPlan EVERYBODY = new FilterPlan(Set.of(), Set.of(), true);

    /** Refused if the filter is larger than an address book's. */
    static Outcome<FilterPlan> of(Filter filter) {
        if (leaves(filter) > MAX_LEAVES) {
            return Outcome.refused(
                    RefusalCode.TOO_LARGE,
                    "A filter has at most " + MAX_LEAVES + " conditions; ask in several searches.");
        }
        return Outcome.ok(plan(filter));
    }

    private static int leaves(Filter filter) {
        Filter[] parts = parts(filter);
        return parts.length == 0
                ? 1
                : Arrays.stream(parts).mapToInt(FilterPlan::leaves).sum();
    }

    private static Filter[] parts(Filter filter) {
        Filter not = filter.getNOTComponent();
        return not == null ? filter.getComponents() : new Filter[] {not};
    }

    private static FilterPlan plan(Filter filter) {
        String key = filter.getAttributeName() == null ? "" : Node.key(filter.getAttributeName());
        return switch (filter.getFilterType()) {
            case Filter.FILTER_TYPE_AND ->
                Arrays.stream(filter.getComponents())
                        .map(FilterPlan::plan)
                        .min(Comparator.comparingInt(FilterPlan::cost))
                        .orElse(EVERYBODY);
            case Filter.FILTER_TYPE_OR ->
                Arrays.stream(filter.getComponents()).map(FilterPlan::plan).reduce(NOBODY, FilterPlan::or);
            case Filter.FILTER_TYPE_NOT -> EVERYBODY;
            case Filter.FILTER_TYPE_EQUALITY, Filter.FILTER_TYPE_APPROXIMATE_MATCH ->
                equal(key, filter.getAssertionValue());
            case Filter.FILTER_TYPE_SUBSTRING -> like(key, text(filter));
            case Filter.FILTER_TYPE_PRESENCE -> holds(key) ? EVERYBODY : NOBODY;
            default -> NOBODY;
        };
    }

    private static boolean holds(String key) {
        return isText(key) || HELD.contains(key) || key.equals("objectclass");
    }

    private static boolean isText(String key) {
        return key.equals("mail") || NAMES.contains(key);
    }

    private static FilterPlan equal(String key, String value) {
        if (key.equals("mail")) {
            return new FilterPlan(address(value), Set.of(), false);
        }
        if (key.equals("objectclass")) {
            return PERSON.stream().anyMatch(value::equalsIgnoreCase) ? EVERYBODY : NOBODY;
        }
        return NAMES.contains(key) ? new FilterPlan(Set.of(), Set.of(value), false) : like(key, value);
    }

    private static FilterPlan like(String key, String text) {
        return isText(key)
                ? new FilterPlan(address(text), Set.of(text), false)
                : HELD.contains(key) ? EVERYBODY : NOBODY;
    }

    /** The address that a text is; the word search takes what is none. */
    static Set<EmailAddress> address(String text) {
        return EmailAddress.parse(text).fold(Set::of, refusal -> Set.of());
    }

    /** What stands between the asterisks of a substring filter. */
    static String text(Filter filter) {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(Objects.toString(filter.getSubInitialString(), "")),
                                Arrays.stream(filter.getSubAnyStrings())),
                        Stream.of(Objects.toString(filter.getSubFinalString(), "")))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** None is the least, then addresses, words, all. */
    private int cost() {
        return everybody ? Integer.MAX_VALUE : words.size() * 1000 + addresses.size();
    }

    private FilterPlan or(FilterPlan other) {
        return new FilterPlan(
                union(addresses, other.addresses), union(words, other.words), everybody || other.everybody);
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }
}
