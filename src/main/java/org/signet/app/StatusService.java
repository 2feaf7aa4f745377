package org.signet.app;

import java.util.function.Consumer;
import org.signet.ca.authority.ResponderCertification;
import org.signet.ca.revocation.OcspAnswers;
import org.signet.ca.revocation.Responders;
import org.signet.edge.http.Door;
import org.signet.edge.ocsp.OcspDoor;

/**
 * The OCSP responder of a CA, wired.
 *
 * @param responders to be kept while it answers
 */
public record StatusService(Signet signet, Responders responders, OcspAnswers answers) {

    public static StatusService of(Signet signet) {
        Responders responders = new Responders(
                signet.authority()::issuers,
                signet.certificates(),
                new ResponderCertification(
                        signet.certificates(), signet.transactions(), signet.audit(), signet.clock(), signet.random()),
                signet.keys(),
                signet.keys(),
                signet.config().asNamed(),
                signet.clock(),
                signet.random());
        OcspAnswers answers = new OcspAnswers(
                signet.revocations(), signet.crlStore(), signet.authority()::issuers, responders, signet.clock());
        return new StatusService(signet, responders, answers);
    }

    /** @param counter told the kind of each answer */
    public Door door(Consumer<String> counter) {
        return new OcspDoor(answers::answer, counter, signet.clock());
    }
}
