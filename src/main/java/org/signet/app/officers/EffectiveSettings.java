package org.signet.app.officers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.signet.edge.web.settings.Section;
import org.signet.edge.web.settings.Section.Setting;

/** A configuration as its page tells it: every key, with its value and whether the file gives it. */
final class EffectiveSettings {
    /** Tables that tell of the machine rather than of the CA. */
    private static final Set<String> MACHINE = Set.of("listen", "ldap", "database");

    private static final Set<String> MACHINE_KEYS =
            Set.of("host", "port", "user", "password_file", "profile_key", "profile_passphrase_file", "to", "folder");

    private EffectiveSettings() {}

    static List<Section> of(Record config, Path file) {
        try {
            JsonNode given = new TomlMapper().readTree(file.toFile());
            List<Section> sections = new ArrayList<>();
            List<Setting> first = new ArrayList<>();
            for (RecordComponent component : config.getClass().getRecordComponents()) {
                String name = key(component);
                Object value = value(component, config);
                if (value instanceof Map<?, ?> tables) {
                    new TreeMap<>(tables)
                            .forEach((about, table) -> sections.add(new Section(
                                    name,
                                    about.toString(),
                                    settings(name, table, given.path(name).path(about.toString())))));
                } else if (value instanceof Record table) {
                    sections.add(new Section(name, "", settings(name, table, given.path(name))));
                } else {
                    first.add(setting("", name, value, given));
                }
            }
            sections.add(0, new Section("", "", first));
            return sections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Setting> settings(String table, Object values, JsonNode given) {
        List<Setting> settings = new ArrayList<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            settings.add(setting(table, key(component), value(component, values), given));
        }
        return settings;
    }

    private static Setting setting(String table, String key, Object value, JsonNode given) {
        return new Setting(key, texts(value), given.has(key), MACHINE.contains(table) || MACHINE_KEYS.contains(key));
    }

    private static List<String> texts(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof Collection<?> several
                ? several.stream().map(EffectiveSettings::text).toList()
                : List.of(text(value));
    }

    private static String text(Object value) {
        return value instanceof Enum<?> one ? one.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    private static Object value(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the file spells it. */
    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
