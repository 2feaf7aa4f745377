package org.signet.edge.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the values that were wanted last, and no more than so many. */
final class Bounded<V> {
    private final Map<String, V> values;

    Bounded(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<V> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void put(String key, V value) {
        values.put(key, value);
    }

    synchronized void remove(String key) {
        values.remove(key);
    }
}
