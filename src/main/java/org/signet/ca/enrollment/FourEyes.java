package org.signet.ca.enrollment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.signet.ca.access.People;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/**
 * Nobody lets themselves through: what an account decides is for others' mailboxes (WebTrust for CAs: requester and
 * approver differ). An account's own mailboxes are the one that is bound to it, those whose local part is the account's
 * name, whatever stands behind a plus sign, and every other mailbox of the same person in our records. Names may meet by
 * chance; then another officer decides.
 *
 * @param mailbox the one that is bound to an account of that name, if one is
 */
public record FourEyes(People people, Function<String, Optional<EmailAddress>> mailbox) {
    private static final String ACCOUNT = "account:";

    /** Why that actor may not let a certificate for these addresses through, if so. */
    Optional<Refusal> objection(Actor actor, List<EmailAddress> addresses) {
        if (!actor.name().startsWith(ACCOUNT)) {
            return Optional.empty();
        }
        String user = actor.name().substring(ACCOUNT.length());
        Optional<EmailAddress> bound = mailbox.apply(user);
        return addresses.stream()
                .flatMap(this::ofThePerson)
                .filter(address -> isOwn(user, bound, address))
                .findFirst()
                .map(own -> new Refusal(
                        RefusalCode.OWN_REQUEST,
                        own + " is your own mailbox, as far as your account tells: another officer has to decide."));
    }

    private Stream<EmailAddress> ofThePerson(EmailAddress address) {
        return Stream.concat(
                Stream.of(address),
                people.find(address).stream()
                        .flatMap(person -> person.addresses().stream().map(each -> each.address())));
    }

    private static boolean isOwn(String user, Optional<EmailAddress> bound, EmailAddress address) {
        return plain(user).equals(plain(address.local()))
                || bound.filter(own -> own.domain().equals(address.domain())
                                && plain(own.local()).equals(plain(address.local())))
                        .isPresent();
    }

    /** A local part, or the name of an account, without what senders may add behind a plus sign. */
    private static String plain(String text) {
        String local = text.contains("@") ? text.substring(0, text.lastIndexOf('@')) : text;
        int plus = local.indexOf('+');
        return (plus > 0 ? local.substring(0, plus) : local).toLowerCase(Locale.ROOT);
    }
}
