package org.signet.ca.register;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.signet.ca.audit.AuditEntry;

/**
 * Which entries of the audit log somebody wants to see. What is empty lets all through.
 *
 * @param type an event's name as stored
 * @param actor what the name of who did it holds
 * @param text what its details hold: a serial number, an address
 * @param from no earlier than this
 * @param until earlier than this
 */
public record AuditFilter(
        Optional<String> type, String actor, String text, Optional<Instant> from, Optional<Instant> until) {
    public static final AuditFilter ALL = new AuditFilter(Optional.empty(), "", "", Optional.empty(), Optional.empty());

    boolean lets(AuditEntry entry) {
        return type.map(entry.type()::equals).orElse(true)
                && holds(entry.actor(), actor)
                && holds(entry.details(), text)
                && from.map(moment -> !entry.at().isBefore(moment)).orElse(true)
                && until.map(entry.at()::isBefore).orElse(true);
    }

    private static boolean holds(String whole, String part) {
        return part.isEmpty() || whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
