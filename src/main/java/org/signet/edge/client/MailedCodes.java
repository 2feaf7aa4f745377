package org.signet.edge.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.edge.client.TerminalEnrollment.Questions;
import org.signet.edge.client.TerminalEnrollment.Wish;
import org.signet.edge.json.EnrollmentView;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** Asks for the codes that were mailed, one for each address, until the server takes them or the tries are used up. */
final class MailedCodes {
    private static final int MAX_TRIES = 5;

    private final SignetClient client;
    private final Questions questions;

    MailedCodes(SignetClient client, Questions questions) {
        this.client = client;
        this.questions = questions;
    }

    /** Empty if a code is not given. */
    Optional<Outcome<EnrollmentView>> prove(PendingEnrollment pending, Wish wish) {
        Optional<Refusal> why = Optional.empty();
        for (int i = 0; i < MAX_TRIES; i++) {
            List<String> codes = new ArrayList<>();
            for (EmailAddress address : wish.addresses()) {
                Optional<String> code = questions.code(address, codes.isEmpty() ? why : Optional.empty());
                if (code.isEmpty()) {
                    return Optional.empty();
                }
                codes.add(code.get());
            }
            Outcome<EnrollmentView> answer = client.prove(pending.id(), pending.claim(), codes);
            if (answer.isOk() || answer.refusal().code() != RefusalCode.WRONG_CODE) {
                return Optional.of(answer);
            }
            why = Optional.of(answer.refusal());
        }
        return Optional.of(Outcome.refused(
                RefusalCode.LINK_USED, "Too many wrong codes; run the command again to be mailed a new one."));
    }
}
