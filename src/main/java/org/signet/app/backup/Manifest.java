package org.signet.app.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.signet.ca.audit.AuditEntry;

/**
 * What a backup says of itself, as the first thing in it.
 *
 * @param format of the file; this program writes and reads {@link #FORMAT}
 * @param version of the program that made it
 * @param schema the number of the last change of the tables
 * @param made when all that is in it was so
 * @param auditHeads the ends of the audit log's chains then, as people write them down
 * @param rows how many each table has, those that others refer to first
 * @param crlNumbers the highest that each issuer had taken
 */
public record Manifest(
        int format,
        String version,
        int schema,
        Instant made,
        String company,
        String auditHeads,
        Map<String, Long> rows,
        Map<String, Long> crlNumbers) {
    static final int FORMAT = 1;

    public List<AuditEntry.Head> heads() {
        return Stream.of(auditHeads.split(" "))
                .map(text -> AuditEntry.Head.parse(text).orThrow())
                .toList();
    }

    /** The last entry of that chain; 0 if it had none. */
    long end(String chain) {
        return heads().stream()
                .filter(head -> head.chain().equals(chain))
                .mapToLong(AuditEntry.Head::sequence)
                .sum();
    }

    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What a backup ends with.
     *
     * @param sums of the tables' rows, in hexadecimal digits
     */
    record Sums(Map<String, String> sums) {}
}
