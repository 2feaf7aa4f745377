package org.signet.app.control;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.control.AccountLetters;
import org.signet.ca.access.control.AccountPost;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.AgreedRules;
import org.signet.ca.access.control.Consent;
import org.signet.ca.access.control.Council;
import org.signet.ca.access.control.Proposals;
import org.signet.ca.access.control.Staff;
import org.signet.ca.audit.AuditEvent;
import org.signet.ca.authority.IssuanceConsent;
import org.signet.ca.enrollment.RegistrationDesk;
import org.signet.ca.profile.Profile;
import org.signet.edge.store.Stores;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Refusal;

/**
 * Who watches over the CA: the accounts, what two administrators must agree to, and by what rules certificates are made.
 *
 * @param dualControl whether the configuration wants it
 * @param configured the rules that the configuration says
 */
public record Oversight(
        boolean dualControl,
        Map<String, String> configured,
        Stores stores,
        Accounts accounts,
        AccountLetters letters,
        RegistrationDesk desk)
        implements IssuanceConsent {

    public Proposals proposals() {
        return new Proposals(
                dualControl,
                stores.proposals(),
                stores.staff(),
                desk.transactions(),
                desk.audit(),
                desk.clock(),
                desk.random());
    }

    public Staff staff() {
        AccountPost post =
                new AccountPost(desk.mails(), letters, desk.rules().domains().keySet());
        return new Staff(stores.staff(), accounts, proposals(), post, desk.transactions(), desk.audit(), desk.clock());
    }

    public AgreedRules rules() {
        return new AgreedRules(stores.rules(), proposals(), configured, desk.transactions(), desk.audit());
    }

    public Council council() {
        Map<Act.Kind, Council.Performer> performers = new EnumMap<>(Act.Kind.class);
        for (Act.Kind kind : Act.Kind.values()) {
            if (!kind.atTerminal()) {
                performers.put(kind, kind == Act.Kind.CHANGE_RULES ? rules() : staff());
            }
        }
        return new Council(proposals(), performers, desk.transactions());
    }

    /** Leave for an act at the terminal. */
    public Consent consent(Act act, Actor actor) {
        return new Consent(proposals(), act, actor, desk.transactions());
    }

    /** At the start of a server: what the configuration changed is proposed or taken over, and that dual control is off is told. */
    public void begin() {
        rules().settle(Actor.system());
        if (!dualControl) {
            desk.transactions().durable(() -> {
                desk.audit().append(Actor.system(), new AuditEvent.DualControlOff());
                return null;
            });
        }
    }

    @Override
    public Optional<Refusal> objection(Profile profile, List<EmailAddress> addresses) {
        Set<String> names = RuleTexts.names(profile, addresses);
        names.retainAll(configured.keySet());
        return rules().objection(names);
    }
}
