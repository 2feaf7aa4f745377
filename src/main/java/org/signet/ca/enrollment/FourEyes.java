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
 * approver differ). An account's own mailboxes are the one that is bound to it, or was until lately, those whose local part is
 * the account's name, whatever stands behind a plus sign, and every other mailbox of the same person in our records. Names may
 * meet by chance; then another officer decides. What a program does by an API token counts as done by whoever made the token.
 *
 * @param mailboxes those that are bound to an account of that name, or were until lately
 * @param maker of an API token of that name, as the audit log names them
 */
public record FourEyes(
        People people, Function<String, List<EmailAddress>> mailboxes, Function<String, Optional<String>> maker) {

    /** Why that actor may not let a certificate for these addresses through, if so. */
    public Optional<Refusal> objection(Actor actor, List<EmailAddress> addresses) {
        String decides = actor.token().flatMap(maker).orElse(actor.name());
        return Actor.accountOf(decides)
                .flatMap(user -> own(user, addresses))
                .map(
                        own -> new Refusal(
                                RefusalCode.OWN_REQUEST,
                                actor.token().isPresent()
                                        ? own
                                                + " is, as far as the account tells, the own mailbox of who made this token: use one"
                                                + " that somebody else made."
                                        : own
                                                + " is your own mailbox, as far as your account tells: another officer has to decide."));
    }

    private Optional<EmailAddress> own(String user, List<EmailAddress> addresses) {
        List<EmailAddress> bound = mailboxes.apply(user);
        return addresses.stream()
                .flatMap(this::ofThePerson)
                .filter(address -> isOwn(user, bound, address))
                .findFirst();
    }

    private Stream<EmailAddress> ofThePerson(EmailAddress address) {
        return Stream.concat(
                Stream.of(address),
                people.find(address).stream()
                        .flatMap(person -> person.addresses().stream().map(each -> each.address())));
    }

    private static boolean isOwn(String user, List<EmailAddress> bound, EmailAddress address) {
        return plain(user).equals(plain(address.local()))
                || bound.stream()
                        .anyMatch(own -> own.domain().equals(address.domain())
                                && plain(own.local()).equals(plain(address.local())));
    }

    /** A local part, or the name of an account, without what senders may add behind a plus sign. */
    private static String plain(String text) {
        String local = text.contains("@") ? text.substring(0, text.lastIndexOf('@')) : text;
        int plus = local.indexOf('+');
        return (plus > 0 ? local.substring(0, plus) : local).toLowerCase(Locale.ROOT);
    }
}
