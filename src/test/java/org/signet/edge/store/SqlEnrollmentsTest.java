package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.run;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.EnrollmentState;
import org.signet.ca.enrollment.EnrollmentStore;
import org.signet.model.EmailAddress;
import org.signet.model.PersonName;

class SqlEnrollmentsTest {
    private static final EnrollmentStore STORE = new SqlEnrollments(Records.DATABASE);

    private static Enrollment enrollment(EmailAddress address, Instant requested, Enrollment.Secret key) {
        return new Enrollment(
                Records.digest().hex().substring(0, 22),
                address,
                PersonName.ofDisplay("Ada Lovelace"),
                key == null
                        ? List.of()
                        : List.of(
                                new Enrollment.Further(Records.address(), Records.digest()),
                                new Enrollment.Further(Records.address(), Records.digest())),
                key != null,
                key == null ? Channel.BROWSER : Channel.TERMINAL,
                "de",
                "2001:db8::1",
                requested,
                EnrollmentState.REQUESTED,
                new Enrollment.Proof(Records.digest(), NOW.plusSeconds(60), 2),
                key,
                0,
                null,
                null,
                null);
    }

    private static Enrollment stored(EmailAddress address, Instant requested, Enrollment.Secret key) {
        Enrollment enrollment = enrollment(address, requested, key);
        run(() -> STORE.insert(enrollment));
        return enrollment;
    }

    private static Enrollment stored() {
        return stored(Records.address(), NOW, new Enrollment.Secret(Records.digest(), NOW.plusSeconds(90)));
    }

    private static Enrollment changed(Enrollment e, EnrollmentState state) {
        return new Enrollment(
                e.id(),
                e.address(),
                e.name(),
                e.further(),
                e.pair(),
                e.channel(),
                e.language(),
                e.origin(),
                e.requested(),
                state,
                new Enrollment.Proof(e.proof().digest(), e.proof().expires(), 4),
                new Enrollment.Secret(Records.digest(), NOW.plusSeconds(7)),
                42,
                new Enrollment.Decision("account:bob", NOW, "a \u201ccomment\u201d"),
                Records.serial(),
                e.pair() ? Records.serial() : null);
    }

    @Test
    void oneComesBackByItsIdAndByBothSecrets() {
        Enrollment terminal = stored();
        Enrollment browser = stored(Records.address(), NOW, null);
        assertThat(STORE.find(terminal.id())).contains(terminal);
        assertThat(STORE.findByProof(terminal.proof().digest())).contains(terminal);
        assertThat(STORE.findByKey(terminal.key().digest())).contains(terminal);
        assertThat(STORE.findByKey(terminal.proof().digest()))
                .as("a proof is no key")
                .isEmpty();
        assertThat(STORE.findByProof(terminal.key().digest()))
                .as("a key is no proof")
                .isEmpty();
        assertThat(STORE.find(browser.id())).contains(browser);
        assertThatThrownBy(() -> run(() -> STORE.insert(browser))).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(EnrollmentState.class)
    void aChangeIsStoredWhileTheStateIsTheOneThatWasSeen(EnrollmentState state) {
        Enrollment before = stored();
        Enrollment after = changed(before, state);
        for (EnrollmentState wrong : EnrollmentState.values()) {
            if (wrong != EnrollmentState.REQUESTED) {
                assertThat(Records.in(() -> STORE.update(after, wrong))).isFalse();
            }
        }
        assertThat(STORE.find(before.id())).contains(before);
        assertThat(Records.in(() -> STORE.update(after, EnrollmentState.REQUESTED)))
                .isTrue();
        assertThat(STORE.find(before.id())).contains(after);
    }

    @Test
    void listsAreNewestFirstAndLimited() {
        Instant late = NOW.plusSeconds(1_000_000);
        Enrollment older = stored(Records.address(), late, null);
        Enrollment newer = stored(Records.address(), late.plusSeconds(1), null);
        assertThat(STORE.latest(2)).containsExactly(newer, older);
        assertThat(STORE.inState(EnrollmentState.REQUESTED, 1)).containsExactly(newer);
        assertThat(Arrays.stream(EnrollmentState.values()).skip(1))
                .allMatch(state -> !STORE.inState(state, 1000).contains(newer));
    }

    @Test
    void anAddressIsCountedWithoutRegardToCase() {
        EmailAddress address = Records.address();
        stored(address, NOW, null);
        stored(new EmailAddress(address.local().toLowerCase(), address.domain()), NOW.plusSeconds(1), null);
        Instant late = NOW.plusSeconds(2);
        assertThat(STORE.countBetween(address, NOW.minusMillis(1), late)).isEqualTo(2);
        assertThat(STORE.countBetween(address, NOW, late)).isEqualTo(1);
        assertThat(STORE.countBetween(address, NOW.minusMillis(1), NOW.plusSeconds(1)))
                .isEqualTo(1);
        assertThat(STORE.countBetween(Records.address(), NOW.minusMillis(1), late))
                .isZero();
        Enrollment several = stored();
        assertThat(STORE.countBetween(several.further().get(1).address(), NOW.minusMillis(1), late))
                .as("mails to further addresses count too")
                .isEqualTo(1);
    }
}
