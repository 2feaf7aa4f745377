package org.signet.ca.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signet.model.RefusalCode;
import org.signet.model.Role;

/** Leave for work at the terminal. */
class ConsentTest extends SomeStaff {
    private static final Act CRL = Act.of(Act.Kind.USE_ROOT, "verb", "root-crl", "ca", "root-1");

    private Consent consent(Act act) {
        return signet.oversight().consent(act, OPERATOR);
    }

    private void agreed() {
        consent(CRL).waitsFor().orThrow();
        agree(waiting(), ADA).orThrow();
        agree(waiting(), BOB).orThrow();
    }

    @Test
    void itIsGivenByTwoAndUsedOnce() {
        assertThat(consent(CRL).waitsFor().orThrow()).isPresent();
        assertThat(consent(CRL).use().refusal().code()).isEqualTo(RefusalCode.NEEDS_AGREEMENT);
        agree(waiting(), ADA).orThrow();
        assertThat(consent(CRL).waitsFor().orThrow()).isPresent();
        assertThat(agree(waiting(), BOB).orThrow().waits().orElseThrow().state())
                .isEqualTo(Proposal.State.AGREED);
        assertThat(consent(CRL).waitsFor().orThrow()).isEmpty();
        Consent used = consent(CRL);
        Consent late = consent(CRL);
        assertThat(used.use().orThrow()).isEqualTo(List.of("ada", "bob"));
        assertThat(used.use().isOk()).as("the same act goes on").isTrue();
        assertThat(late.use().refusal().code()).isEqualTo(RefusalCode.NEEDS_AGREEMENT);
        assertThat(consent(CRL).waitsFor().orThrow())
                .as("the next time they are asked again")
                .isPresent();
    }

    @Test
    void itHoldsForExactlyThis() {
        agreed();
        for (Act other : List.of(
                Act.of(Act.Kind.USE_ROOT, "verb", "root-crl", "ca", "root-2"),
                Act.of(Act.Kind.REVOKE_ISSUER, "verb", "root-crl", "ca", "root-1"),
                CRL.and("root", "x"))) {
            assertThat(consent(other).use().isOk()).isFalse();
        }
        assertThat(consent(CRL).use().isOk()).isTrue();
    }

    @Test
    void itIsTakenBackByOne() {
        agreed();
        council.refuse(waiting().id(), "stop", ADA).orThrow();
        assertThat(consent(CRL).use().isOk()).isFalse();
    }

    @Test
    void itLapses() {
        agreed();
        clock.forward(Duration.ofDays(7));
        assertThat(consent(CRL).use().isOk()).isFalse();
    }

    @Test
    void itFallsWithThoseWhoGaveIt() {
        account("cleo@example.com", Role.ADMINISTRATOR);
        agreed();
        withoutBob();
        assertThat(consent(CRL).use().isOk()).isFalse();
    }

    @Test
    void whereThereIsOneAdministratorNobodyIsAsked() {
        withoutBob();
        assertThat(consent(CRL).waitsFor().orThrow()).isEmpty();
        assertThat(consent(CRL).use().orThrow()).isEmpty();
        assertThat(newest()).isEqualTo("ActedAlone");
    }
}
