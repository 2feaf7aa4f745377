package org.signet.ca.access.control;

import java.util.Collection;
import java.util.Map;

/** Port: the rules of issuance that were agreed on, by their names. */
public interface RuleStore {
    Map<String, String> all();

    /** Those of these names that there are. */
    Map<String, String> find(Collection<String> names);

    /** In place of what had the name before. */
    void put(String name, String rule);
}
