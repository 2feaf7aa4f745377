package org.signet.ca.watch;

import java.util.List;
import org.signet.model.Printable;

/**
 * What a check looks at.
 *
 * @param check stable name of the check: {@code crl}, {@code disk}
 * @param about which of its things: an issuer's id, a URL, a file; empty if there is one only
 */
public record Subject(String check, String about) {
    private static final int MAX = 400;

    public Subject {
        about = Printable.of(about, MAX - 1);
    }

    /** All is well. */
    public Observation good(String code, String what, Object... facts) {
        return of(Level.GOOD, code, what, "", facts);
    }

    /** Something will be wrong soon. */
    public Observation soon(String code, String what, String advice, Object... facts) {
        return of(Level.SOON, code, what, advice, facts);
    }

    /** Something is wrong. */
    public Observation broken(String code, String what, String advice, Object... facts) {
        return of(Level.BROKEN, code, what, advice, facts);
    }

    private Observation of(Level level, String code, String what, String advice, Object... facts) {
        // Some come from other servers or exceptions: they stay on one line, and command no terminal.
        List<String> texts = List.of(facts).stream()
                .map(fact -> Printable.of(String.valueOf(fact), MAX))
                .toList();
        return new Observation(this, level, code, texts, filled(what, texts), filled(advice, texts));
    }

    private static String filled(String sentence, List<String> facts) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', end)) {
            text.append(sentence, end, open).append(facts.get(sentence.charAt(open + 1) - '0'));
            end = open + 3;
        }
        return text.append(sentence.substring(end)).toString();
    }
}
