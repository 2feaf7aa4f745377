package org.signet.app.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetentionTest {
    @Test
    void howLongIsCheckedAtTheDoor() {
        assertThat(Stream.of(365, 36_500, null).map(days -> new Retention(days, null).problem()))
                .containsOnly(Optional.empty());
        assertThat(Set.of(-1, 0, 364, 36_501))
                .allMatch(days ->
                        new Retention(days, null).problem().orElseThrow().contains("from 365 to"));
    }
}
