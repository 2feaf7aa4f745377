package org.signet.ca.access.control;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;

/**
 * Something that may need two administrators, with everything that decides what will be done. Two acts are the same if their
 * texts are.
 *
 * @param parameters in their order
 */
public record Act(Kind kind, Map<String, String> parameters) {
    /** So much of it goes into the audit log, beside the digest of all. */
    private static final int MOST_TOLD = 900;

    private static final int MOST_OF_ONE = 120;

    /** What is done. */
    public enum Kind {
        /** The root's key signs. */
        USE_ROOT,
        REVOKE_ISSUER,
        /** Certificates are made by other profiles, or for other conditions of a domain. */
        CHANGE_RULES,
        INVITE,
        /** A new password is set by a one-time link. */
        NEW_LINK,
        CHANGE_ROLE,
        SUSPEND,
        RESTORE,
        END;

        /** Whether it is done at the terminal that asked for it, after the agreement; everything else is done with it. */
        public boolean atTerminal() {
            return this == USE_ROOT || this == REVOKE_ISSUER;
        }
    }

    public Act {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** @param words names and values in turn; what has no value is left out */
    public static Act of(Kind kind, String... words) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (words[i + 1] != null) {
                parameters.put(words[i], words[i + 1]);
            }
        }
        return new Act(kind, parameters);
    }

    /** The same with one parameter more. */
    public Act and(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Act(kind, more);
    }

    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The parameters, one a line; line ends and backslashes escaped, so that no value looks like a further line. */
    public String text() {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + each.getValue()
                                .replace("\\", "\\\\")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r"))
                .collect(Collectors.joining("\n"));
    }

    /** What {@link #text} wrote. */
    public static Act read(Kind kind, String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            parameters.put(line.substring(0, equals), unescaped(line.substring(equals + 1)));
        });
        return new Act(kind, parameters);
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** SHA-256 of kind and text: what voices are bound to. */
    public Bytes digest() {
        return Bytes.of(Providers.sha256((kind + "\n" + text()).getBytes(StandardCharsets.UTF_8)));
    }

    /** For the audit log: long values are cut. */
    String told() {
        String all = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + cut(each.getValue(), MOST_OF_ONE))
                .collect(Collectors.joining(", "));
        return cut(all, MOST_TOLD);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
