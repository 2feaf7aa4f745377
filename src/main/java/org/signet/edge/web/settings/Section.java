package org.signet.edge.web.settings;

import java.util.List;

/**
 * A part of the configuration.
 *
 * @param name the table's name in the file; empty for the keys that stand before all tables
 * @param about which one of several of that name, a domain for instance; empty if there is one only
 */
public record Section(String name, String about, List<Setting> settings) {
    public Section {
        settings = List.copyOf(settings);
    }

    /**
     * A key with its value. There are no secrets among them: those lie in files of their own, which are named.
     *
     * @param key as the file spells it
     * @param values none if it is not set
     * @param given whether it stands in the file; if not, that is what Signet does without it
     * @param guarded whether it tells of the machine, its files, ports and names, so that administrators alone see it
     */
    public record Setting(String key, List<String> values, boolean given, boolean guarded) {
        public Setting {
            values = List.copyOf(values);
        }
    }
}
