package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.model.Outcome;

/** The 249 cases of NIST's Public Key Interoperability Test Suite. */
class PkitsTest {
    static Stream<PkitsCase> all() throws IOException {
        return PkitsCase.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isJudgedRightly(PkitsCase test) {
        Outcome<List<Certificate>> path = test.certificates()
                .then(all -> PathValidation.path(PkitsCase.target(all), test.setting(all, Optional.of(test.crls()))));
        assertThat(path.isOk())
                .as(path.isOk() ? "valid" : path.refusal().detail())
                .isEqualTo(test.shouldValidate());
    }

    @Test
    void thereAreAllOfThem() throws IOException {
        assertThat(all()).hasSize(249);
    }
}
