package org.signet.ca.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signet.ca.access.factor.FactorStore;
import org.signet.crypto.keys.Totp;
import org.signet.crypto.policy.Providers;
import org.signet.model.Role;

class MemberTest extends SomeStaff {

    @Test
    void theListTellsWhoIsIn() {
        assertThat(member("ada").lastSignIn()).contains(clock.instant());
        assertThat(member("ada").sessions()).isEqualTo(1);
        staff.invite("new@example.com", Role.OFFICER, ADA, "en").orThrow();
        assertThat(member("new@example.com").password()).isFalse();
        assertThat(member("new@example.com").linkUntil()).isPresent();
        assertThat(member("new@example.com").lastSignIn()).isEqualTo(Optional.empty());
    }

    @Test
    void itTellsOfSecondFactors() {
        assertThat(member("olga@example.com").secondFactor()).isFalse();
        signet.transactions().durable(() -> {
            signet.oversight()
                    .stores()
                    .factors()
                    .setApp(
                            "olga@example.com",
                            new FactorStore.App(Totp.random(Providers.newRandom()), clock.instant(), 0));
            return null;
        });
        assertThat(member("olga@example.com").secondFactor()).isTrue();
        assertThat(member("bob").secondFactor()).isFalse();
    }
}
