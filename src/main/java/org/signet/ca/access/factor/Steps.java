package org.signet.ca.access.factor;

import java.time.Clock;
import java.util.Optional;
import org.signet.ca.access.factor.StepStore.Purpose;
import org.signet.ca.access.factor.StepStore.Step;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Deadline;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** What stands between two steps, for a few minutes. To be called within a unit of work. */
public final class Steps {
    private final StepStore store;
    private final Clock clock;

    public Steps(StepStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param browser a secret that it alone has
     * @param user empty if it is not known yet whose step it is
     */
    public void begin(OneTimeSecret browser, Purpose purpose, Optional<String> user, String content) {
        store.deleteExpired(clock.instant());
        store.put(new Step(
                browser.digest(), purpose, user, content, clock.instant().plus(purpose.span())));
    }

    public Outcome<Step> find(OneTimeSecret browser, Purpose purpose) {
        return store.find(browser.digest(), purpose)
                .filter(step -> new Deadline(step.expires(), purpose.span()).holds(clock.instant()))
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(
                        RefusalCode.STEP_EXPIRED, "This took too long, or was done already; begin again."));
    }

    /** The step, which nobody gets again: within one unit of work only one does. */
    public Outcome<Step> take(OneTimeSecret browser, Purpose purpose) {
        Outcome<Step> found = find(browser, purpose);
        found.run(store::take, refusal -> {});
        return found;
    }
}
