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

    private CrlLint() {}

    public static List<Rule> rules() {
        return Stream.<Rule>concat(RULES.stream(), ENTRY_RULES.stream()).toList();
    }

    /** Every finding on a CRL of which nothing is known but itself, in the order of the catalogue. */
    public static List<Finding> check(CrlContent crl) {
        return check(crl, CrlScope.of(crl));
    }

    /** Every finding of the rules that held at thisUpdate, in the order of the catalogue; of a rule on entries the first one alone. */
    public static List<Finding> check(CrlContent crl, CrlScope scope) {
        List<Finding> findings = new ArrayList<>();
        for (CrlRule rule : RULES) {
            if (rule.inForce(crl.thisUpdate()) && rule.appliesTo(scope)) {
                rule.finding(() -> rule.problem(crl)).ifPresent(findings::add);
            }
        }
        findings.addAll(checkEntries(crl));
        return findings;
    }

    /** One pass over the entries for all rules; it ends early when every rule has found something. */
    private static List<Finding> checkEntries(CrlContent crl) {
        List<Function<CRLEntry, Optional<Finding>>> looks = new ArrayList<>();
        for (CrlEntryRule rule : ENTRY_RULES) {
            if (!rule.inForce(crl.thisUpdate())) {
                continue;
            }
            Function<CRLEntry, Optional<String>> look = rule.look(crl);
            looks.add(entry -> rule.finding(() -> look.apply(entry)));
        }
        Map<Integer, Finding> found = new TreeMap<>();
        for (CRLEntry entry : crl.entries()) {
            for (int i = 0; i < looks.size(); i++) {
                if (!found.containsKey(i)) {
                    int rule = i;
                    looks.get(i).apply(entry).ifPresent(finding -> found.put(rule, finding));
                }
            }
            if (found.size() == looks.size()) {
                break;
            }
        }
        return found.values().stream().toList();
    }
}
