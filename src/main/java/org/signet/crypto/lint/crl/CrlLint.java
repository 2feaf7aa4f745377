package org.signet.crypto.lint.crl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.signet.crypto.lint.Rule;
import org.signet.crypto.x509.CrlContent;
import org.signet.model.Finding;

/** The catalogue of rules on CRLs, and their application to one. */
public final class CrlLint {
    private static final List<CrlRule> RULES = List.of(
            new CrlVersion(),
            new CrlEncoding(),
            new CrlSignatureAlgorithm(),
            new CrlAlgorithmTwice(),
            // time
            new CrlTimes(),
            new CrlNextUpdate(),
            new CrlUpdateOrder(),
            new CrlLifetime(),
            new CrlLifetimeOfLeaves(),
            new CrlLifetimePerhaps(),
            // extensions
            new CrlExtensionEncoding(),
            new CrlCriticality(),
            new CrlAuthorityKey(),
            new CrlNumberForm(),
            new CrlIssuingPoint(),
            new CrlEmptyList());

    private static final List<CrlEntryRule> ENTRY_RULES = List.of(
            new CrlEntryOnce(),
            new CrlEntryDate(),
            new CrlEntryEncoding(),
            new CrlEntryCriticality(),
            new CrlReason(),
            new CrlInvalidityDate());

    private final List<Finding> ofFrame = new ArrayList<>();
    private final List<Function<CRLEntry, Optional<Finding>>> looks = new ArrayList<>();
    /** Of each rule on entries the first finding, by the rule's place. */
    private final Map<Integer, Finding> ofEntries = new TreeMap<>();

    /**
     * Judges a CRL whose entries are shown one by one.
     *
     * @param frame what it says besides them
     */
    public CrlLint(CrlContent frame, CrlScope scope) {
        for (CrlRule rule : RULES) {
            if (rule.inForce(frame.thisUpdate()) && rule.appliesTo(scope)) {
                rule.finding(() -> rule.problem(frame)).ifPresent(ofFrame::add);
            }
        }
        for (CrlEntryRule rule : ENTRY_RULES) {
            if (rule.inForce(frame.thisUpdate())) {
                Function<CRLEntry, Optional<String>> look = rule.look(frame);
                looks.add(entry -> rule.finding(() -> look.apply(entry)));
            }
        }
    }

    public static List<Rule> rules() {
        return Stream.<Rule>concat(RULES.stream(), ENTRY_RULES.stream()).toList();
    }

    /** Every finding on a CRL of which nothing is known but itself, in the order of the catalogue. */
    public static List<Finding> check(CrlContent crl) {
        CrlLint lint = new CrlLint(crl, CrlScope.of(crl));
        crl.entries().forEach(lint::see);
        return lint.findings();
    }

    /** Looks at the next entry. */
    public void see(CRLEntry entry) {
        for (int i = 0; i < looks.size(); i++) {
            if (!ofEntries.containsKey(i)) {
                int rule = i;
                looks.get(i).apply(entry).ifPresent(finding -> ofEntries.put(rule, finding));
            }
        }
    }

    /** What was found of the rules that held at thisUpdate, in the order of the catalogue; of a rule on entries the first alone. */
    public List<Finding> findings() {
        return Stream.concat(ofFrame.stream(), ofEntries.values().stream()).toList();
    }
}
