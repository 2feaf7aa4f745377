package org.signet.crypto.smime.reading;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.smime.report.Warning;

/** What a reader made of a message, in one line: the four verdicts, the sender, the codes of the warnings. */
final class Judged {
    private static final List<Identity> IDENTITIES = List.of(People.BOB.identity());

    private Judged() {}

    /** By bob, who trusts the root and asks nobody for revocation; its code is left out where it is the only thing to say. */
    static String of(String message) {
        return of(message, People.trust());
    }

    static String of(String message, TrustBase trust) {
        return new MessageReader(trust, IDENTITIES, People.RANDOM)
                .message(Mail.stored(message))
                .fold(Judged::of, refusal -> "refused: " + refusal.detail());
    }

    static Opened opened(String message) {
        return new MessageReader(People.trust(), IDENTITIES, People.RANDOM)
                .message(Mail.stored(message))
                .orThrow();
    }

    static String of(Opened opened) {
        Verdicts verdicts = opened.report().verdicts();
        return Stream.concat(
                        Stream.concat(
                                Stream.of(
                                                verdicts.integrity(),
                                                verdicts.authenticity(),
                                                verdicts.trust(),
                                                verdicts.freshness())
                                        .map(Verdict::text),
                                Stream.of(opened.report().sender().result().text())),
                        opened.report().warnings().stream()
                                .map(Warning::code)
                                .filter(code -> !code.equals("freshness-unknown")))
                .collect(Collectors.joining(" "));
    }
}
