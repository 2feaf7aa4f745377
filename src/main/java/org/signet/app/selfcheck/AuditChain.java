package org.signet.app.selfcheck;

import java.util.List;
import java.util.function.Consumer;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;

/** That nobody changed the audit log: its last entries, or all of them. */
public final class AuditChain implements Check {
    private static final int LAST = 1_000;

    private final AuditLog audit;
    private final boolean whole;

    /** @param whole whether every entry is read, which takes time in a long log */
    public AuditChain(AuditLog audit, boolean whole) {
        this.audit = audit;
        this.whole = whole;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        AuditLog.Verdict verdict = whole ? audit.verify() : audit.verifyTail(LAST);
        Subject log = new Subject(name(), "");
        return List.of(verdict.broken()
                .map(how -> log.broken(
                        "audit.broken",
                        "The audit log's chain is broken: {0}.",
                        "Keep a copy of the folder as evidence, find out who could write to the database, and compare with a backup.",
                        how))
                .orElseGet(() -> whole
                        ? log.good("audit.whole", "The audit log's chain is whole up to entry {0}.", verdict.entries())
                        : log.good(
                                "audit.tail",
                                "The end of the audit log's chain is good up to entry {0}.",
                                verdict.entries())));
    }
}
