package org.signet.ca.access.control;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.model.Actor;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * The profiles and the domains' conditions by which certificates are made, as they were agreed on. The configuration says them;
 * what it says otherwise than before waits for two administrators, and nothing is issued by it until then.
 */
public final class AgreedRules implements Council.Performer {
    private static final String BEFORE = "before.";
    private static final String AFTER = "after.";

    private final RuleStore store;
    private final Proposals proposals;
    private final Map<String, String> configured;
    private final Transactions transactions;
    private final AuditLog audit;

    /** @param configured what the configuration says, by the names of the rules */
    public AgreedRules(
            RuleStore store,
            Proposals proposals,
            Map<String, String> configured,
            Transactions transactions,
            AuditLog audit) {
        this.store = store;
        this.proposals = proposals;
        this.configured = Map.copyOf(configured);
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * A rule that changed.
     *
     * @param before empty for a new one
     */
    public record Changed(String name, String before, String after) {}

    /** Why nothing is issued by these rules now; nothing if it is. */
    public Optional<Refusal> objection(Collection<String> names) {
        if (agreed(names)) {
            return Optional.empty();
        }
        settle(Actor.system());
        return agreed(names)
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                RefusalCode.NEEDS_AGREEMENT,
                                "The configuration has changed what is issued here, and two administrators have not agreed to"
                                        + " that yet (/admin/decisions); until then nothing is issued by it. Try again when they did."));
    }

    private boolean agreed(Collection<String> names) {
        Map<String, String> known = store.find(names);
        return names.stream().allMatch(name -> configured.getOrDefault(name, "").equals(known.get(name)));
    }

    /**
     * Proposes what differs from what was agreed on, or takes it over where one person acts alone. The first rules of all are
     * taken over in any case.
     */
    public void settle(Actor actor) {
        transactions.durable(() -> {
            Map<String, String> known = store.all();
            List<Changed> changes = changes(configured, known);
            if (changes.isEmpty()) {
                return null;
            }
            Optional<Proposals.Alone> alone = proposals.alone();
            if (known.isEmpty()) {
                record(changes, actor);
            } else if (alone.isPresent()) {
                proposals.actAlone(act(changes), alone.get(), actor);
                record(changes, actor);
            } else {
                proposals.propose(act(changes), Actor.system());
            }
            return null;
        });
    }

    /** What was agreed on together with something else: a domain that two administrators let the root's key add. */
    public void adopt(Map<String, String> rules, Actor actor) {
        transactions.durable(() -> {
            record(changes(rules, store.find(rules.keySet())), actor);
            return null;
        });
    }

    private void record(List<Changed> changes, Actor actor) {
        if (!changes.isEmpty()) {
            changes.forEach(change -> store.put(change.name(), change.after()));
            audit.append(actor, new AuditEvent.RulesAgreed(names(changes)));
        }
    }

    private static String names(List<Changed> changes) {
        String all = String.join(", ", changes.stream().map(Changed::name).toList());
        return all.length() <= 900 ? all : all.substring(0, 900) + "…";
    }

    /** What the configuration says otherwise; a rule that it has no more does no harm. */
    private static List<Changed> changes(Map<String, String> configured, Map<String, String> known) {
        return new TreeMap<>(configured)
                .entrySet().stream()
                        .filter(each -> !each.getValue().equals(known.get(each.getKey())))
                        .map(each -> new Changed(each.getKey(), known.getOrDefault(each.getKey(), ""), each.getValue()))
                        .toList();
    }

    private static Act act(List<Changed> changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        changes.forEach(change -> {
            parameters.put(BEFORE + change.name(), change.before());
            parameters.put(AFTER + change.name(), change.after());
        });
        return new Act(Act.Kind.CHANGE_RULES, parameters);
    }

    /** The changes that an act is about. */
    public static List<Changed> changes(Act act) {
        return act.parameters().keySet().stream()
                .filter(key -> key.startsWith(AFTER))
                .map(key -> key.substring(AFTER.length()))
                .map(name -> new Changed(name, act.parameter(BEFORE + name), act.parameter(AFTER + name)))
                .toList();
    }

    @Override
    public Change perform(Act act, Actor actor, String language) {
        Map<String, String> known = store.all();
        List<Changed> changes = changes(act);
        if (!changes.stream()
                .allMatch(change -> known.getOrDefault(change.name(), "").equals(change.before()))) {
            throw new RefusedException(
                    RefusalCode.WRONG_STATE,
                    "Other rules were agreed on meanwhile, so this is no change of what holds now; refuse it.");
        }
        record(changes, actor);
        return Change.done();
    }
}
