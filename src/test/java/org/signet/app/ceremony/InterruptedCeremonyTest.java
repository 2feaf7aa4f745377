package org.signet.app.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Issuer;
import org.signet.ca.trust.TrustAnchors;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Ceremonies that end half way, follow each other, or meet. */
class InterruptedCeremonyTest extends CopiedCa {

    private Ceremony ceremony() {
        return ceremony(step -> {});
    }

    /** The moment at which a process is killed. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "was made for root-2",
                "Its key is kept",
                "root-2 is certified and recorded",
                "of root-2 is published",
                "root-2 is certified by root-1",
                "root-1 is certified by root-2",
                "was made for issuing-2",
                "issuing-2 is certified and recorded",
                "of issuing-2 is published"
            })
    void aRolloverGoesOnWhereItStopped(String last) {
        Certificate oldRoot = signet.hierarchy().find("root-1").orThrow().certificate();
        assertThatThrownBy(() -> ceremony(step -> {
                            if (step.contains(last)) {
                                throw new Killed();
                            }
                        })
                        .rollover(EC, EC))
                .isInstanceOf(Killed.class);
        reopen();
        assertThat(issue("ada@example.com").isOk()).as("in between").isTrue();
        Ceremony.Rollover made = ceremony().rollover(EC, EC).orThrow();
        // Killed after its last step it was done, and the next one is another.
        boolean done = last.endsWith("issuing-2 is published") || last.startsWith("issuing-2");
        assertThat(made.root().id()).isEqualTo(done ? "root-3" : "root-2");
        assertThat(made.issuing().parentId()).isEqualTo(made.root().id());
        assertThat(signet.hierarchy().find("root-2").orThrow().crosses()).hasSize(done ? 2 : 1);
        signet.crls().publishDue(why -> {});
        assertThat(signet.crls().overdue()).isEmpty();
        Issued leaf = issue("bob@example.com").orThrow();
        TrustAnchors anchors = TrustAnchors.of(signet.authority().issuers(), clock.instant());
        List<Certificate> others = new ArrayList<>(anchors.issuing());
        others.addAll(anchors.crosses());
        for (Certificate anchor : List.of(oldRoot, made.root().certificate())) {
            path(leaf.leaf(), anchor, others).orThrow();
        }
    }

    @Test
    void whileOneIsUnderWayAnotherIsRefused() {
        Outcome<Issuer> second = signet.folder().alone(() -> ceremony().newIssuing(EC));
        assertThat(second.refusal().detail()).contains("Another ceremony on this CA is under way");
        assertThat(signet.authority().issuers()).hasSize(2);
        assertThat(folder.resolve("keys/issuing-2.p12")).doesNotExist();
        assertThat(ceremony().newIssuing(EC).isOk()).as("afterwards").isTrue();
    }

    @Test
    void aConfigurationThatAnotherOneChangedIsReadFirst() throws IOException {
        Files.writeString(folder.resolve("signet.toml"), "\n[domains.\"late.example\"]\n", StandardOpenOption.APPEND);
        assertThat(ceremony().newIssuing(EC).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(signet.authority().issuers()).hasSize(2);
    }

    @Test
    void theCaThatWasAddedLastIssuesWhateverIsRenewedAfterIt() {
        ceremony().newIssuing(EC).orThrow();
        assertThat(issue("ada@example.com").orThrow().certificate().issuerId()).isEqualTo("issuing-2");
        ceremony().renew("issuing-1").orThrow();
        assertThat(issue("ada@example.com").orThrow().certificate().issuerId()).isEqualTo("issuing-2");
    }
}
