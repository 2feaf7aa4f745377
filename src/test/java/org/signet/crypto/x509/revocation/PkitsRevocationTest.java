package org.signet.crypto.x509.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.PkitsCase;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/** The cases of NIST's test suite whose paths hold, judged by their CRLs alone. */
class PkitsRevocationTest {
    /** Those in which a certificate was taken back, not one of which nothing is known. */
    private static final Set<String> REVOKED = Set.of(
            "4.4.2", "4.4.3", "4.4.15", "4.4.18", "4.4.20", "4.5.2", "4.5.5", "4.5.7", "4.14.2", "4.14.6", "4.14.15",
            "4.14.16", "4.14.20", "4.14.21", "4.14.23", "4.14.31", "4.14.32", "4.14.34", "4.15.3", "4.15.4", "4.15.6",
            "4.15.9");

    private static Outcome<TrustedPath> path(PkitsCase test) {
        return test.certificates()
                .then(all -> PathValidation.trusted(PkitsCase.target(all), test.setting(all, Optional.empty())));
    }

    /** DSA is read in certificates, and signs no CRL for us. */
    static Stream<PkitsCase> holding() throws IOException {
        return PkitsCase.all()
                .filter(test -> !test.toString().contains("DSA"))
                .filter(test -> path(test).isOk());
    }

    private static List<RevocationStatus> statuses(PkitsCase test) {
        List<StoredCrl> crls = new ArrayList<>();
        for (Bytes crl : test.crls()) {
            StoredCrl.read(StoredOctets.of(crl), "").run(crls::add, refusal -> {});
        }
        return new GivenCrls(crls).statuses(path(test).orThrow(), test.at());
    }

    @ParameterizedTest
    @MethodSource("holding")
    void isJudgedRightly(PkitsCase test) {
        List<RevocationStatus> statuses = statuses(test);
        assertThat(statuses.stream().allMatch(RevocationStatus::isGood))
                .as(statuses.toString())
                .isEqualTo(test.shouldValidate());
        assertThat(statuses.stream().anyMatch(Revoked.class::isInstance))
                .as(statuses.toString())
                .isEqualTo(REVOKED.contains(test.number()));
        assertThat(statuses)
                .filteredOn(RevocationStatus::isGood)
                .allMatch(status -> !status.evidence().isEmpty());
    }

    @Test
    void thereAreThoseOfTheRevocationSections() throws IOException {
        assertThat(holding().map(PkitsCase::number).filter(number -> number.matches("4\\.(4|5|7|14|15)\\..*")))
                .hasSize(76);
    }
}
