package org.signet.app.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.ca.trust.TrustAnchors;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

class CeremonyTest extends CopiedCa {
    private final List<String> told = new ArrayList<>();

    private Ceremony ceremony() {
        return ceremony(told::add);
    }

    private Issuer issuer(String id) {
        return signet.hierarchy().find(id).orThrow();
    }

    @Test
    void aNewIssuingCaTakesOver() {
        Issued before = issue("ada@example.com").orThrow();
        clock.forward(Duration.ofMinutes(10));
        Issuer made = ceremony().newIssuing(EC).orThrow();
        assertThat(made.id()).isEqualTo("issuing-2");
        assertThat(made.certificate().content().subject()).endsWith("CN=Example Company E-Mail Issuing CA 2");
        Issued after = issue("bob@example.com").orThrow();
        assertThat(after.certificate().issuerId()).isEqualTo("issuing-2");
        List<Certificate> chain =
                TrustAnchors.of(signet.authority().issuers(), clock.instant()).issuing();
        Certificate root = issuer("root-1").certificate();
        path(before.leaf(), root, chain).orThrow();
        path(after.leaf(), root, chain).orThrow();
        assertThat(signet.crls().overdue()).isEmpty();
        assertThat(told).anyMatch(line -> line.contains("issuing-2 is certified and recorded"));
    }

    @Test
    void aRetiredCaIssuesNothingMoreAndItsCrlsGoOn() {
        assertThat(signet.hierarchy().retire("root-1", TestCa.OPERATOR).isOk()).isFalse();
        signet.hierarchy().retire("issuing-1", TestCa.OPERATOR).orThrow();
        assertThat(issue("ada@example.com").refusal().code()).isEqualTo(RefusalCode.ISSUER_UNUSABLE);
        assertThat(issue("ada@example.com").refusal().detail()).contains("Every issuing CA is retired", "new-issuer");
        assertThat(ceremony().renew("issuing-1").refusal().detail()).contains("is retired", "new-issuer");
        assertThat(signet.hierarchy().retire("issuing-1", TestCa.OPERATOR).isOk())
                .isFalse();
        clock.forward(Duration.ofDays(2));
        assertThat(signet.crls().publishDue(why -> {})).extracting("issuerId").containsExactly("issuing-1");
        ceremony().newIssuing(EC).orThrow();
        assertThat(issue("ada@example.com").orThrow().certificate().issuerId()).isEqualTo("issuing-2");
    }

    @Test
    void aDomainIsAddedToTheSameKey() throws IOException {
        Certificate before = issuer("issuing-1").certificate();
        assertThat(issue("ada@new.example").refusal().code()).isEqualTo(RefusalCode.FOREIGN_DOMAIN);
        clock.forward(Duration.ofMinutes(10));
        ceremony().addDomains(List.of("new.example")).orThrow();
        Issuer issuing = issuer("issuing-1");
        assertThat(issuing.certificate().content().publicKey())
                .isEqualTo(before.content().publicKey());
        assertThat(issuing.certificate().content().subject())
                .isEqualTo(before.content().subject());
        assertThat(issuing.certificate().content().validity().notAfter())
                .isEqualTo(before.content().validity().notAfter());
        assertThat(issuing.certificate().mailDomains()).containsExactly("example.com", "auto.example", "new.example");
        assertThat(issuing.others()).containsExactly(before);
        assertThat(signet.hierarchy().certificate("issuing-1")).contains(issuing.certificate());
        assertThat(signet.hierarchy()
                        .certificate("issuing-1." + before.content().serial().hex()))
                .contains(before);
        assertThat(ceremony().addDomains(List.of("new.example")).refusal().code())
                .isEqualTo(RefusalCode.WRONG_STATE);
        reopen();
        Issued issued = issue("ada@new.example").orThrow();
        Certificate root = issuer("root-1").certificate();
        path(issued.leaf(), root, List.of(issuing.certificate())).orThrow();
        assertThat(path(issued.leaf(), root, List.of(before)).isOk()).isFalse();
        assertThat(Files.readString(folder.resolve("signet.toml"))).containsOnlyOnce("[domains.\"new.example\"]");
    }

    @Test
    void aDomainThatWasAddedHalfIsAddedWholly() throws IOException {
        String before = Files.readString(folder.resolve("signet.toml"));
        clock.forward(Duration.ofMinutes(10));
        ceremony().addDomains(List.of("new.example")).orThrow();
        Files.writeString(folder.resolve("signet.toml"), before);
        reopen();
        ceremony().newIssuing(EC).orThrow();
        clock.forward(Duration.ofMinutes(10));
        assertThat(ceremony().addDomains(List.of("new.example")).orThrow())
                .extracting("issuerId")
                .containsExactly("issuing-2");
        assertThat(Files.readString(folder.resolve("signet.toml"))).containsOnlyOnce("[domains.\"new.example\"]");
    }

    @Test
    void aDomainThatNothingWouldCertifyIsNotWritten() throws IOException {
        signet.hierarchy().retire("issuing-1", TestCa.OPERATOR).orThrow();
        String before = Files.readString(folder.resolve("signet.toml"));
        var refused = ceremony().addDomains(List.of("new.example")).refusal();
        assertThat(refused.code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(refused.detail())
                .contains("No CA at work stands below root-1")
                .contains("names new.example")
                .contains("signet authority install");
        assertThat(Files.readString(folder.resolve("signet.toml"))).isEqualTo(before);
        assertThat(told).isEmpty();
    }

    @Test
    void aCaIsRenewedWithItsKey() {
        Certificate before = issuer("issuing-1").certificate();
        Issued leaf = issue("ada@example.com").orThrow();
        clock.forward(Duration.ofDays(365));
        ceremony().renew("issuing-1").orThrow();
        Certificate after = issuer("issuing-1").certificate();
        assertThat(after.content().publicKey()).isEqualTo(before.content().publicKey());
        assertThat(after.content().validity().notAfter())
                .isAfter(before.content().validity().notAfter());
        assertThat(after.mailDomains()).isEqualTo(before.mailDomains());
        ceremony().renew("root-1").orThrow();
        ceremony().rootCrl().orThrow();
        signet.crls().publishDue(why -> {});
        Issuer root = issuer("root-1");
        assertThat(root.certificate().content().issuer())
                .isEqualTo(root.certificate().content().subject());
        for (Certificate anchor : List.of(root.certificate(), root.others().get(0))) {
            path(leaf.leaf(), anchor, List.of(after)).orThrow();
        }
    }

    @Test
    void aRevokedCaStandsOnItsRootsCrlAndIsHandedOutNoMore() {
        issue("ada@example.com").orThrow();
        clock.forward(Duration.ofMinutes(10));
        ceremony().renew("issuing-1").orThrow();
        ceremony().newIssuing(EC).orThrow();
        EmailAddress ada = EmailAddress.parse("ada@example.com").orThrow();
        assertThat(signet.addressBook().directory().find(ada).orElseThrow().certificates())
                .hasSize(1);
        Grounds grounds = Grounds.of(RevocationReason.CA_COMPROMISE);
        assertThat(ceremony().revoke("root-1", grounds).refusal().detail()).contains("off every device");
        assertThat(ceremony().revoke("other", grounds).refusal().code()).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(ceremony()
                        .revoke("issuing-1", Grounds.of(RevocationReason.CERTIFICATE_HOLD))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.BAD_INPUT);
        ceremony().revoke("issuing-1", grounds).orThrow();
        Issuer revoked = issuer("issuing-1");
        assertThat(revoked.standing()).isEqualTo(Issuer.Standing.REVOKED);
        assertThat(signet.addressBook().directory().find(ada))
                .as("below a revoked CA")
                .isEmpty();
        assertThat(TestCa.crl(signet, "root-1").content().revocations().values())
                .as("the renewed one and the one before")
                .hasSize(2)
                .allMatch(entry -> entry.reason() == RevocationReason.CA_COMPROMISE);
        assertThat(TrustAnchors.of(signet.authority().issuers(), clock.instant())
                        .issuing())
                .containsExactly(issuer("issuing-2").certificate());
        assertThat(issue("bob@example.com").orThrow().certificate().issuerId()).isEqualTo("issuing-2");
        assertThat(ceremony().revoke("issuing-1", grounds).refusal().code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(signet.hierarchy().retire("issuing-1", TestCa.OPERATOR).isOk())
                .isFalse();
        assertThat(ceremony().renew("issuing-1").isOk()).isFalse();
    }

    @Test
    void aRevokedCaDoesNotHoldUpTheEndOfItsRoot() {
        ceremony()
                .revoke("issuing-1", Grounds.of(RevocationReason.CA_COMPROMISE))
                .orThrow();
        clock.forward(Duration.ofMinutes(10));
        ceremony().rollover(EC, EC).orThrow();
        assertThat(signet.hierarchy().retire("root-1", TestCa.OPERATOR).isOk()).isTrue();
    }

    @Test
    void oldAndNewRootVouchForEachOther() {
        Certificate oldRoot = issuer("root-1").certificate();
        Issued before = issue("ada@example.com").orThrow();
        clock.forward(Duration.ofDays(300));
        Ceremony.Rollover made = ceremony().rollover(EC, EC).orThrow();
        signet.crls().publishDue(why -> {});
        Issued after = issue("bob@example.com").orThrow();
        assertThat(after.certificate().issuerId()).isEqualTo("issuing-2");
        Certificate newRoot = made.root().certificate();
        TrustAnchors anchors = TrustAnchors.of(signet.authority().issuers(), clock.instant());
        assertThat(anchors.roots()).containsExactly(newRoot, oldRoot);
        assertThat(anchors.crosses()).hasSize(2);
        assertThat(ceremony().rootCrl("root-1").orThrow().issuerId()).isEqualTo("root-1");
        assertThat(ceremony().rootCrl().orThrow().issuerId()).isEqualTo("root-2");
        assertThat(ceremony().rootCrl("issuing-1").refusal().detail()).contains("issuing-1 is no root");
        assertThat(ceremony().cross("root-1", "issuing-1").refusal().detail()).contains("issuing-1 is no root");
        List<Certificate> others = new ArrayList<>(anchors.issuing());
        others.addAll(anchors.crosses());
        for (Certificate anchor : List.of(oldRoot, newRoot)) {
            path(before.leaf(), anchor, others).orThrow();
            path(after.leaf(), anchor, others).orThrow();
        }
        assertThat(path(after.leaf(), oldRoot, anchors.issuing()).isOk()).isFalse();
        clock.forward(Duration.ofDays(20 * 365 - 100));
        assertThat(TrustAnchors.of(signet.authority().issuers(), clock.instant())
                        .roots())
                .containsExactly(newRoot);
    }

    @Test
    void withoutTheRootsKeyNothingIsDone() throws IOException {
        Files.delete(folder.resolve("keys/root-1.p12"));
        Outcome<Issuer> refused = ceremony().newIssuing(EC);
        assertThat(refused.refusal().detail()).contains("root-1.p12").contains("bring it back");
        assertThat(signet.authority().issuers()).hasSize(2);
        assertThat(folder.resolve("keys/issuing-2.p12")).doesNotExist();
    }
}
